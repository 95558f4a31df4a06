package dev.belay.contracts.migration;

/**
 * A migration that would be applied.
 *
 * @param version as its tool writes it
 * @param digest SHA-256 of what it is made of, in lower-case hexadecimal; empty where that cannot be read from the worker
 */
public record PlannedMigration(String version, String digest) {}
