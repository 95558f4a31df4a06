package dev.belay.orchestrator.deployment.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.StepId;
import dev.belay.contracts.message.Beat;
import dev.belay.contracts.outcome.Progress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far an execution has come, from its newest beat.
 *
 * @param amount absent until the work has reported some
 */
public record ProgressView(
        StepId step,
        ExecutionId execution,
        String worker,
        Beat.State state,
        Instant at,
        @JsonUnwrapped @Nullable Progress amount) {
    public static ProgressView of(Beat beat) {
        return new ProgressView(
                beat.execution().step(), beat.execution(), beat.worker(), beat.state(), beat.at(), beat.progress());
    }
}
