package dev.belay.healthcheck.watch;

/** What a series says at one moment. */
public sealed interface Reading {
    /** A number: a plain one, a share, or seconds. */
    record Value(double number) implements Reading {}

    /** There is none; that is never taken for a good one. */
    record Missing(String why) implements Reading {}
}
