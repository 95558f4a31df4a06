package dev.belay.contracts.check;

/**
 * How many lines of a log may match, counted from its mark on.
 *
 * @param source the name of one of the environment's logs
 * @param matching a regular expression that is looked for in each line
 */
public record LogExpectation(String source, String matching, Expectation count) {}
