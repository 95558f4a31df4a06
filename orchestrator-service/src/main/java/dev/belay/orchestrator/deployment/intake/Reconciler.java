package dev.belay.orchestrator.deployment.intake;

import dev.belay.contracts.DeploymentId;
import dev.belay.orchestrator.deployment.DeploymentGateway;
import dev.belay.orchestrator.deployment.DeploymentProperties;
import dev.belay.orchestrator.deployment.Intent;
import dev.belay.orchestrator.deployment.ProjectionState;
import dev.belay.orchestrator.deployment.RunState;
import dev.belay.orchestrator.deployment.projection.EventFeed;
import dev.belay.orchestrator.deployment.projection.Summaries;
import dev.belay.orchestrator.deployment.record.EnvironmentHolds;
import dev.belay.orchestrator.deployment.record.Intents;
import dev.belay.orchestrator.deployment.record.Interruptions;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Compares intents and held environments with the runs that should carry them. */
@Service
public class Reconciler {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private final TransactionTemplate transactions;
    private final Intents intents;
    private final EnvironmentHolds holds;
    private final Interruptions interruptions;
    private final Summaries summaries;
    private final DeploymentGateway gateway;
    private final ProjectionState projection;
    private final EventFeed feed;
    private final DeploymentProperties properties;
    private final Clock clock;

    Reconciler(
            TransactionTemplate transactions,
            Intents intents,
            EnvironmentHolds holds,
            Interruptions interruptions,
            Summaries summaries,
            DeploymentGateway gateway,
            ProjectionState projection,
            EventFeed feed,
            DeploymentProperties properties,
            Clock clock) {
        this.transactions = transactions;
        this.intents = intents;
        this.holds = holds;
        this.interruptions = interruptions;
        this.summaries = summaries;
        this.gateway = gateway;
        this.projection = projection;
        this.feed = feed;
        this.properties = properties;
        this.clock = clock;
    }

    /** Settles every intent and looks at every holder once. */
    @Scheduled(fixedDelayString = "${belay.orchestrator.reconcile-every:5s}")
    public void reconcile() {
        Instant before = clock.instant().minus(properties.settleAfter());
        intents.unsettled(before).forEach(intent -> guarded(intent.deployment(), id -> settle(intent)));
        holds.settledHolders(before).forEach(holder -> guarded(holder, this::lookAt));
    }

    /** A run that is not there and has left no event has never begun; anything else has begun, and is never begun again. */
    private void settle(Intent intent) {
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

    /** The run is looked at first: events that it published before it closed are then sure to be waited for. */
    private void lookAt(DeploymentId id) {
        if (gateway.describe(id) == RunState.RUNNING || !projection.caughtUp()) {
            return;
        }
        boolean interrupted = Boolean.TRUE.equals(transactions.execute(transaction -> {
            summaries.lock(id);
            return !summaries.finished(id) && interruptions.declare(id, clock.instant());
        }));
        if (interrupted) {
            LOG.error(
                    "Deployment {} is INTERRUPTED: its run ended without saying how. Its environment stays held"
                            + " until somebody has acknowledged it",
                    id);
            feed.interrupted(id);
        }
    }

    private static void guarded(DeploymentId id, Consumer<DeploymentId> work) {
        try {
            work.accept(id);
        } catch (RuntimeException failed) {
            LOG.warn("Deployment {} could not be compared with its run; tried again soon", id, failed);
        }
    }
}
