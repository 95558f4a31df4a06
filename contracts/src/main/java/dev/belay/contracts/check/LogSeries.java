package dev.belay.contracts.check;

/**
 * How many lines of a log match within a minute, under the name that rules call it by.
 *
 * @param source the name of one of the environment's logs
 * @param matching a regular expression that is looked for in each line
 */
public record LogSeries(String name, String source, String matching) {}
