package dev.belay.contracts.check;

/**
 * Files that must be there, or not.
 *
 * @param path a glob, relative to the release or absolute
 */
public record FileExpectation(String path, Expectation count) {}
