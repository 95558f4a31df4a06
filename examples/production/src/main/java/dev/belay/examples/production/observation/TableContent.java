package dev.belay.examples.production.observation;

/** How many rows a table has, and a SHA-256 digest over all of them, whatever their order on disk. */
public record TableContent(long rows, String digest) {}
