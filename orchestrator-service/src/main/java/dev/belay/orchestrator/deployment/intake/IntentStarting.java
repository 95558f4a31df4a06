package dev.belay.orchestrator.deployment.intake;

import dev.belay.orchestrator.deployment.DeploymentGateway;
import dev.belay.orchestrator.deployment.Intent;
import dev.belay.orchestrator.deployment.record.Intents;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Starts the run of an intent that has just been written. */
@Component
final class IntentStarting {
    private static final Logger LOG = LoggerFactory.getLogger(IntentStarting.class);

    private final Intents intents;
    private final DeploymentGateway gateway;
    private final Clock clock;

    IntentStarting(Intents intents, DeploymentGateway gateway, Clock clock) {
        this.intents = intents;
        this.gateway = gateway;
        this.clock = clock;
    }

    /** What cannot be started now, the reconciler starts soon. */
    void run(Intent intent) {
        try {
            gateway.start(intent);
            intents.settle(intent.deployment(), clock.instant());
        } catch (RuntimeException failed) {
            LOG.warn(
                    "Deployment {} could not be started yet; the reconciler will: {}",
                    intent.deployment(),
                    failed.toString());
        }
    }
}
