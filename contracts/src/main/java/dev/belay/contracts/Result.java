package dev.belay.contracts;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a lease of an execution.
 *
 * @param failure present exactly where the outcome is not {@link Outcome#SUCCEEDED}
 */
public record Result(
        ExecutionId execution,
        int lease,
        String taskToken,
        Outcome outcome,
        Account account,
        @Nullable Output output,
        @Nullable Failure failure) {
    public Result {
        if ((outcome == Outcome.SUCCEEDED) != (failure == null)) {
            throw new IllegalArgumentException("Result of " + execution + " is " + outcome
                    + (failure == null ? " without a failure that says why" : " with a failure: " + failure));
        }
    }
}
