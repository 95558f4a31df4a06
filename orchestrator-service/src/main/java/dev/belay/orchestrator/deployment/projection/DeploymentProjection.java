package dev.belay.orchestrator.deployment.projection;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import dev.belay.orchestrator.deployment.record.EnvironmentHolds;
import dev.belay.orchestrator.deployment.view.DeploymentHistory;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Applies deployment events to the read model, each exactly once and in order. */
@Service
public class DeploymentProjection {
    private static final Logger LOG = LoggerFactory.getLogger(DeploymentProjection.class);

    private final TransactionTemplate transactions;
    private final Events events;
    private final Summaries summaries;
    private final HistoryCache histories;
    private final EnvironmentHolds holds;
    private final StepEnds ends;
    private final EventFeed feed;

    DeploymentProjection(
            TransactionTemplate transactions,
            Events events,
            Summaries summaries,
            HistoryCache histories,
            EnvironmentHolds holds,
            StepEnds ends,
            EventFeed feed) {
        this.transactions = transactions;
        this.events = events;
        this.summaries = summaries;
        this.histories = histories;
        this.holds = holds;
        this.ends = ends;
        this.feed = feed;
    }

    /**
     * Applies an event; one whose number is known already is skipped.
     *
     * @throws SequenceGap where an event before this one is missing
     */
    public synchronized void apply(DeploymentEvent event) {
        apply(event, Gaps.REFUSED);
    }

    /** The same for an event whose predecessors are lost for good: the deployment shows which are missing. */
    public synchronized void applyDespiteGap(DeploymentEvent event) {
        apply(event, Gaps.PASSED_OVER);
    }

    private enum Gaps {
        REFUSED,
        PASSED_OVER
    }

    private void apply(DeploymentEvent event, Gaps gaps) {
        Optional<DeploymentHistory> history;
        try {
            history = transactions.execute(transaction -> write(event, gaps));
        } catch (RuntimeException failed) {
            histories.forget(event.deployment());
            throw failed;
        }
        history.ifPresent(taken -> feed.applied(event));
    }

    /** Empties the read model, down to what the intents alone say; whoever calls this feeds every event again. */
    public synchronized void truncate() {
        transactions.executeWithoutResult(transaction -> summaries.truncate());
        histories.clear();
    }

    private Optional<DeploymentHistory> write(DeploymentEvent event, Gaps gaps) {
        long newest = newest(event, gaps);
        if (event.seq() <= newest) {
            return Optional.empty();
        }
        if (event.seq() > newest + 1 && gaps == Gaps.REFUSED) {
            throw new SequenceGap(event, newest);
        }
        DeploymentHistory history = histories.upTo(event.deployment(), newest);
        int known = history.warnings().size();
        history.add(event);
        logWarnings(
                event.deployment(),
                history.warnings().subList(known, history.warnings().size()));
        events.write(event);
        ends.write(event, history);
        summaries.update(event.deployment(), history);
        DeploymentStatus status = history.standing().status();
        if (status.terminal() && status != DeploymentStatus.INTERRUPTED) {
            holds.release(event.deployment());
        } else if (event.body() instanceof EventBody.StatusChanged && status == DeploymentStatus.WATCHING) {
            holds.letGo(event.deployment(), event.seq());
        }
        return Optional.of(history);
    }

    private long newest(DeploymentEvent event, Gaps gaps) {
        return summaries.lock(event.deployment()).orElseGet(() -> {
            if (event.seq() == 1 || gaps == Gaps.PASSED_OVER) {
                summaries.begin(event);
            }
            return 0L;
        });
    }

    private static void logWarnings(DeploymentId deployment, List<String> warnings) {
        warnings.forEach(warning -> LOG.warn("Deployment {}: {}", deployment, warning));
    }
}
