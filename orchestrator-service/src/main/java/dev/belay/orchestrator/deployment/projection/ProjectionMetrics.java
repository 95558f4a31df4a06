package dev.belay.orchestrator.deployment.projection;

import dev.belay.contracts.DeploymentEvent;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.EventBody;
import dev.belay.contracts.StepStatus;
import dev.belay.orchestrator.deployment.view.DeploymentHistory;
import dev.belay.orchestrator.deployment.view.DeploymentView;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Counts what the events say.
 *
 * <p>Only events newer than this process count, so that a rebuild does not count the past again.
 */
@Component
final class ProjectionMetrics {
    private static final Set<StepStatus> OUTCOMES = EnumSet.of(
            StepStatus.SUCCEEDED,
            StepStatus.FAILED,
            StepStatus.UNKNOWN,
            StepStatus.CANCELLED,
            StepStatus.UNDONE,
            StepStatus.UNDO_FAILED);

    private final MeterRegistry meters;
    private final Instant since;

    ProjectionMetrics(MeterRegistry meters, Clock clock, Summaries summaries) {
        this.meters = meters;
        this.since = clock.instant();
        Gauge.builder("belay.decisions.pending", summaries, Summaries::openQuestions)
                .description("Questions that wait for a person")
                .register(meters);
    }

    /** Counts an event that the history has just taken in. */
    void count(DeploymentEvent event, DeploymentHistory history) {
        if (event.at().isBefore(since)) {
            return;
        }
        if (event.body() instanceof EventBody.StatusChanged changed
                && changed.status().terminal()) {
            countDeployment(changed.status(), history);
        }
        if (event.body() instanceof EventBody.StepChanged changed && OUTCOMES.contains(changed.status())) {
            countStep(changed, history);
        }
    }

    private void countDeployment(DeploymentStatus outcome, DeploymentHistory history) {
        Tags tags = Tags.of("outcome", label(outcome));
        Tags named = history.started()
                .map(started -> tags.and(
                        "environment",
                        started.environment(),
                        "plan",
                        started.plan().name()))
                .orElseGet(() -> tags.and("environment", "", "plan", ""));
        meters.counter("belay.deployments", named).increment();
        DeploymentView.Standing standing = history.standing();
        if (standing.startedAt() != null && standing.finishedAt() != null) {
            meters.timer("belay.deployment", named)
                    .record(Duration.between(standing.startedAt(), standing.finishedAt()));
        }
    }

    private void countStep(EventBody.StepChanged changed, DeploymentHistory history) {
        history.step(changed.step()).ifPresent(step -> step.duration().ifPresent(duration -> meters.timer(
                        "belay.step", "kind", step.outline().kind().label(), "outcome", label(changed.status()))
                .record(duration)));
    }

    private static String label(Enum<?> outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
