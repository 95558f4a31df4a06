package dev.belay.orchestrator.deployment.intake;

import dev.belay.contracts.DeploymentId;
import dev.belay.orchestrator.deployment.EnvironmentTaking;
import dev.belay.orchestrator.deployment.projection.LaterChanges;
import dev.belay.orchestrator.deployment.projection.Summaries;
import dev.belay.orchestrator.deployment.record.EnvironmentHolds;
import dev.belay.orchestrator.deployment.record.Intents;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes an environment again in one transaction with the look for later changes.
 *
 * <p>Whoever has held the environment since has let it go by an event, in the transaction that applied it; so whoever
 * gets it sees all that was begun meanwhile.
 */
@Service
class TakingAgain implements EnvironmentTaking {
    private final TransactionTemplate transactions;
    private final EnvironmentHolds holds;
    private final Intents intents;
    private final LaterChanges changes;
    private final Summaries summaries;

    TakingAgain(
            TransactionTemplate transactions,
            EnvironmentHolds holds,
            Intents intents,
            LaterChanges changes,
            Summaries summaries) {
        this.transactions = transactions;
        this.holds = holds;
        this.intents = intents;
        this.changes = changes;
        this.summaries = summaries;
    }

    @Override
    public Answer take(DeploymentId deployment, String environment, long seq) {
        return Objects.requireNonNull(transactions.execute(transaction -> {
            summaries.lock(deployment);
            if (summaries.finished(deployment)) {
                throw new IllegalStateException("Deployment " + deployment + " has ended and takes environment \""
                        + environment + "\" no more; this attempt came late.");
            }
            Optional<DeploymentId> holder = holds.takeAgain(environment, deployment, seq)
                    ? Optional.empty()
                    : holds.holder(environment).filter(other -> !other.equals(deployment));
            Optional<DeploymentId> later = changes.after(deployment, environment);
            if (holder.isPresent() || later.isPresent()) {
                transaction.setRollbackOnly();
            }
            return new Answer(holder.orElse(null), later.orElse(null));
        }));
    }

    @Override
    public Standing standing(DeploymentId deployment) {
        if (holds.holds(deployment)) {
            return Standing.OPEN;
        }
        return intents.find(deployment).isPresent() ? Standing.OVER : Standing.UNKNOWN;
    }

    @Override
    public Optional<DeploymentId> laterChange(DeploymentId deployment, String environment) {
        return changes.after(deployment, environment);
    }
}
