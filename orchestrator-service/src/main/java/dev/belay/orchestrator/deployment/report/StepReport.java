package dev.belay.orchestrator.deployment.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.belay.orchestrator.deployment.view.PhaseView;
import dev.belay.orchestrator.deployment.view.StepView;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step with its times against the estimate.
 *
 * @param took absent where it has not ended
 * @param percentOfEstimate absent where there is no estimate or it has not ended
 * @param undoTook absent where it was not undone
 */
public record StepReport(
        String phase,
        @JsonUnwrapped StepView step,
        @Nullable Duration took,
        @Nullable Long percentOfEstimate,
        @Nullable Duration undoTook) {
    static StepReport of(PhaseView phase, StepView step) {
        Duration took = between(step.run().startedAt(), step.run().finishedAt());
        StepView.Undo undo = step.undo();
        return new StepReport(
                phase.name(),
                step,
                took,
                percent(took, step.outline().estimate()),
                undo == null ? null : between(undo.startedAt(), undo.finishedAt()));
    }

    /** Never negative: the two may come from clocks that differ. */
    static @Nullable Duration between(@Nullable Instant from, @Nullable Instant until) {
        if (from == null || until == null) {
            return null;
        }
        return until.isBefore(from) ? Duration.ZERO : Duration.between(from, until);
    }

    private static @Nullable Long percent(@Nullable Duration took, @Nullable Duration estimate) {
        return took == null || estimate == null || estimate.toMillis() <= 0
                ? null
                : Math.round(100.0 * took.toMillis() / estimate.toMillis());
    }
}
