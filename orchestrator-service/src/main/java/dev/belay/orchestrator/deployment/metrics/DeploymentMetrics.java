package dev.belay.orchestrator.deployment.metrics;

import dev.belay.orchestrator.deployment.ProjectionState;
import dev.belay.orchestrator.deployment.projection.Summaries;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Keeps the metrics of deployments as the projection has them.
 *
 * <p>They are totals of all that is stored, so a restart and a rebuild change nothing. Nothing is shown before the
 * projection has caught up once: half of a rebuild would be a total that jumps.
 */
@Service
public class DeploymentMetrics {
    private final ProjectionState projection;
    private final DeploymentTallies deployments;
    private final StepTallies steps;
    private final StepDurations durations;
    private final Liveliness liveliness;
    private boolean caughtUp;

    DeploymentMetrics(
            ProjectionState projection,
            DeploymentTallies deployments,
            StepTallies steps,
            StepDurations durations,
            Liveliness liveliness,
            Summaries summaries,
            MeterRegistry meters) {
        this.projection = projection;
        this.deployments = deployments;
        this.steps = steps;
        this.durations = durations;
        this.liveliness = liveliness;
        Gauge.builder("belay.decisions.pending", summaries, Summaries::openQuestions)
                .description("Questions that wait for a person")
                .register(meters);
    }

    /** Reads them anew. */
    @Scheduled(fixedDelayString = "${belay.orchestrator.metrics.read-every:10s}")
    public synchronized void read() {
        caughtUp = caughtUp || projection.caughtUp();
        if (caughtUp) {
            deployments.read();
            steps.read();
            durations.read();
        }
        liveliness.read();
    }
}
