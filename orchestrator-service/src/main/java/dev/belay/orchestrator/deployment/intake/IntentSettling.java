package dev.belay.orchestrator.deployment.intake;

import dev.belay.contracts.DeploymentId;
import dev.belay.orchestrator.deployment.DeploymentGateway;
import dev.belay.orchestrator.deployment.Intent;
import dev.belay.orchestrator.deployment.ProjectionState;
import dev.belay.orchestrator.deployment.RunState;
import dev.belay.orchestrator.deployment.projection.Summaries;
import dev.belay.orchestrator.deployment.record.Intents;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Finds out whether the run of an intent exists, and starts it where it never has. */
@Component
final class IntentSettling {
    private static final Logger LOG = LoggerFactory.getLogger(IntentSettling.class);

    private final Intents intents;
    private final Summaries summaries;
    private final DeploymentGateway gateway;
    private final ProjectionState projection;
    private final Clock clock;

    IntentSettling(
            Intents intents, Summaries summaries, DeploymentGateway gateway, ProjectionState projection, Clock clock) {
        this.intents = intents;
        this.summaries = summaries;
        this.gateway = gateway;
        this.projection = projection;
        this.clock = clock;
    }

    /** A run that is not there and has left no event has never begun; any other has, and is never begun again. */
    void settle(Intent intent) {
        DeploymentId id = intent.deployment();
        if (gateway.describe(id) == RunState.NOT_FOUND) {
            if (!projection.caughtUp()) {
                return;
            }
            if (summaries.newest(id) == 0) {
                LOG.info("Deployment {} was asked for and has not begun; starting it", id);
                gateway.start(intent);
            }
        }
        intents.settle(id, clock.instant());
    }
}
