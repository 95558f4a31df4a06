package dev.belay.orchestrator.deployment.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.EventBody.StepOutline;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Failure;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step of a deployment as people see it.
 *
 * @param progress absent where nothing of it is with a worker now
 * @param undo absent until it has been recorded how the step would be taken back
 */
public record StepView(
        @JsonUnwrapped StepOutline outline,
        StepStatus status,
        @JsonUnwrapped Run run,
        @Nullable ProgressView progress,
        @JsonUnwrapped Outcome outcome,
        @Nullable Undo undo) {
    /**
     * How it was carried out.
     *
     * @param execution the newest one, the undo's once that has begun
     * @param attempts how many executions of the step itself there have been
     * @param startedAt of the step itself, never of its undo
     * @param plannedAt when it was to begin if everything went as estimated; absent for what no plan foresaw
     */
    public record Run(
            @Nullable ExecutionId execution,
            int lease,
            int attempts,
            @Nullable String worker,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Instant plannedAt) {}

    /** What there is to show for it, and why it did not succeed. */
    public record Outcome(@Nullable Failure failure, List<Evidence> evidence, String note) {
        public Outcome {
            evidence = List.copyOf(evidence);
        }
    }

    /** How the step is taken back, and when that was done. */
    public record Undo(
            String how,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {}
}
