package dev.belay.contracts.message;

import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.outcome.Progress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Says that a worker has an execution in hand; the first one is its acceptance.
 *
 * @param worker the instance that speaks
 * @param progress absent until the work has reported some
 */
public record Beat(
        ExecutionId execution,
        int lease,
        String taskToken,
        String worker,
        State state,
        Instant at,
        @Nullable Progress progress) {
    /** Where the execution stands on the worker. */
    public enum State {
        QUEUED,
        RUNNING
    }
}
