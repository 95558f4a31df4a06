package dev.belay.orchestrator.deployment.intake;

import dev.belay.contracts.DeploymentId;
import dev.belay.orchestrator.deployment.DeploymentGateway;
import dev.belay.orchestrator.deployment.ProjectionState;
import dev.belay.orchestrator.deployment.RunState;
import dev.belay.orchestrator.deployment.projection.EventFeed;
import dev.belay.orchestrator.deployment.projection.Summaries;
import dev.belay.orchestrator.deployment.record.Interruptions;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds runs that ended without saying how. */
@Component
final class InterruptionWatch {
    private static final Logger LOG = LoggerFactory.getLogger(InterruptionWatch.class);

    private final TransactionTemplate transactions;
    private final Interruptions interruptions;
    private final Summaries summaries;
    private final DeploymentGateway gateway;
    private final ProjectionState projection;
    private final EventFeed feed;
    private final Clock clock;

    InterruptionWatch(
            TransactionTemplate transactions,
            Interruptions interruptions,
            Summaries summaries,
            DeploymentGateway gateway,
            ProjectionState projection,
            EventFeed feed,
            Clock clock) {
        this.transactions = transactions;
        this.interruptions = interruptions;
        this.summaries = summaries;
        this.gateway = gateway;
        this.projection = projection;
        this.feed = feed;
        this.clock = clock;
    }

    /** The run is looked at first: the events that it published before it closed are then sure to be waited for. */
    void lookAt(DeploymentId id) {
        if (gateway.describe(id) == RunState.RUNNING || !projection.caughtUp()) {
            return;
        }
        if (Boolean.TRUE.equals(transactions.execute(transaction -> declare(id)))) {
            LOG.error(
                    "Deployment {} is INTERRUPTED: its run ended without saying how. What it holds stays held until"
                            + " somebody has acknowledged it",
                    id);
            feed.interrupted(id);
        }
    }

    /** Under the lock that every event takes; one that has ended meanwhile holds nothing any more. */
    private boolean declare(DeploymentId id) {
        summaries.lock(id);
        return !summaries.finished(id) && interruptions.declare(id, clock.instant());
    }
}
