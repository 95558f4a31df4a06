package dev.belay.contracts.message;

import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.outcome.Account;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.Output;
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
