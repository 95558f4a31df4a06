package dev.belay.orchestrator.deployment.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepStatus;
import dev.belay.orchestrator.deployment.view.DeploymentView;
import dev.belay.orchestrator.deployment.view.InterruptionView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment did.
 *
 * @param reportedAt when this was true
 * @param took until its end, or until now where it has not ended; absent where it has not begun
 * @param rollback absent where nothing was taken back
 */
public record DeploymentReport(
        DeploymentId id,
        Instant reportedAt,
        @JsonUnwrapped DeploymentView.Standing standing,
        @JsonUnwrapped DeploymentView.Asked asked,
        @Nullable Duration took,
        List<StepReport> steps,
        @JsonUnwrapped DeploymentView.Conversation conversation,
        @JsonUnwrapped DeploymentView.Hours hours,
        @Nullable Rollback rollback,
        @Nullable InterruptionView interruption) {
    public DeploymentReport {
        steps = List.copyOf(steps);
    }

    /**
     * What was taken back, what could not be, and how that ended.
     *
     * @param kept the changes that stay, since the plan or a person said so
     */
    public record Rollback(DeploymentStatus outcome, List<StepId> undone, List<StepId> failed, List<StepId> kept) {
        public Rollback {
            undone = List.copyOf(undone);
            failed = List.copyOf(failed);
            kept = List.copyOf(kept);
        }
    }

    public static DeploymentReport of(DeploymentView view, Instant now) {
        DeploymentView.Standing standing = view.standing();
        Instant until = standing.finishedAt() == null ? now : standing.finishedAt();
        return new DeploymentReport(
                view.id(),
                now,
                standing,
                view.asked(),
                StepReport.between(standing.startedAt(), until),
                view.phases().stream()
                        .flatMap(phase -> phase.steps().stream().map(step -> StepReport.of(phase, step)))
                        .toList(),
                view.conversation(),
                view.hours(),
                rollback(view),
                view.interruption());
    }

    private static @Nullable Rollback rollback(DeploymentView view) {
        List<StepId> undone = withStatus(view, Set.of(StepStatus.UNDONE));
        List<StepId> failed = withStatus(view, Set.of(StepStatus.UNDO_FAILED));
        boolean rolledBack = Set.of(
                        DeploymentStatus.ROLLING_BACK, DeploymentStatus.ROLLED_BACK, DeploymentStatus.ROLLBACK_FAILED)
                .contains(view.status());
        return rolledBack || !undone.isEmpty() || !failed.isEmpty()
                ? new Rollback(view.status(), undone, failed, kept(view))
                : null;
    }

    private static List<StepId> kept(DeploymentView view) {
        return view.status() == DeploymentStatus.ROLLED_BACK
                ? view.steps()
                        .filter(step ->
                                step.undo() != null && !step.undo().how().isBlank())
                        .filter(step -> step.status() != StepStatus.UNDONE)
                        .map(step -> step.outline().id())
                        .toList()
                : List.of();
    }

    private static List<StepId> withStatus(DeploymentView view, Set<StepStatus> statuses) {
        return view.steps()
                .filter(step -> statuses.contains(step.status()))
                .map(step -> step.outline().id())
                .toList();
    }
}
