package dev.belay.contracts.outcome;

import org.jspecify.annotations.Nullable;

/**
 * Why something did not succeed.
 *
 * @param message which thing, what was found, what was expected
 * @param next what to do now
 * @param excerpt the end of the output that shows it, redacted; absent where there is none
 */
public record Failure(
        FailureCode code,
        String message,
        String next,
        @Nullable String excerpt) {
    public Failure(FailureCode code, String message, String next) {
        this(code, message, next, null);
    }
}
