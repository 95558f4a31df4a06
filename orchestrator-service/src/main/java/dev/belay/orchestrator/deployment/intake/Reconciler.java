package dev.belay.orchestrator.deployment.intake;

import dev.belay.contracts.DeploymentId;
import dev.belay.orchestrator.deployment.DeploymentProperties;
import dev.belay.orchestrator.deployment.record.EnvironmentHolds;
import dev.belay.orchestrator.deployment.record.Intents;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Compares intents and held environments with the runs that should carry them. */
@Service
public class Reconciler {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private final Intents intents;
    private final EnvironmentHolds holds;
    private final IntentSettling settling;
    private final InterruptionWatch interruptions;
    private final DeploymentProperties properties;
    private final Clock clock;

    Reconciler(
            Intents intents,
            EnvironmentHolds holds,
            IntentSettling settling,
            InterruptionWatch interruptions,
            DeploymentProperties properties,
            Clock clock) {
        this.intents = intents;
        this.holds = holds;
        this.settling = settling;
        this.interruptions = interruptions;
        this.properties = properties;
        this.clock = clock;
    }

    /** Settles every intent and looks at every holder once. */
    @Scheduled(fixedDelayString = "${belay.orchestrator.reconcile-every:5s}")
    public void reconcile() {
        Instant before = clock.instant().minus(properties.settleAfter());
        intents.unsettled(before).forEach(intent -> guarded(intent.deployment(), () -> settling.settle(intent)));
        holds.unheld(before).forEach(watched -> guarded(watched, () -> interruptions.lookAt(watched)));
        holds.settledHolders(before).forEach(holder -> guarded(holder, () -> interruptions.lookAt(holder)));
    }

    private static void guarded(DeploymentId id, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failed) {
            LOG.warn("Deployment {} could not be compared with its run; tried again soon: {}", id, failed.toString());
            LOG.debug("Comparing deployment {} failed", id, failed);
        }
    }
}
