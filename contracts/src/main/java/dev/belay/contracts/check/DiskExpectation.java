package dev.belay.contracts.check;

/**
 * Free space where something lies.
 *
 * @param place {@code backups} or {@code database}
 * @param free such as {@code at least 10GB} or {@code at least 2x database}
 */
public record DiskExpectation(String place, Expectation free) {}
