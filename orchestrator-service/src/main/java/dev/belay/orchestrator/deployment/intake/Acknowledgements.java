package dev.belay.orchestrator.deployment.intake;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.orchestrator.deployment.Decision;
import dev.belay.orchestrator.deployment.record.EnvironmentHolds;
import dev.belay.orchestrator.deployment.record.Interruptions;
import dev.belay.orchestrator.deployment.refusal.DecisionRefused;
import dev.belay.orchestrator.deployment.view.DeploymentView;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Frees the environment of an interrupted deployment; no run is left that could do it. */
@Component
final class Acknowledgements {
    private final TransactionTemplate transactions;
    private final Interruptions interruptions;
    private final EnvironmentHolds holds;
    private final Clock clock;

    Acknowledgements(
            TransactionTemplate transactions, Interruptions interruptions, EnvironmentHolds holds, Clock clock) {
        this.transactions = transactions;
        this.interruptions = interruptions;
        this.holds = holds;
        this.clock = clock;
    }

    void acknowledge(Decision decision, DeploymentView view) {
        if (view.status() != DeploymentStatus.INTERRUPTED) {
            throw new DecisionRefused(
                    "not-interrupted",
                    "Deployment " + view.id() + " is " + view.status() + "; only an INTERRUPTED one is acknowledged.");
        }
        boolean first = Boolean.TRUE.equals(transactions.execute(transaction -> {
            Instant now = clock.instant();
            interruptions.declare(decision.deployment(), now);
            if (!interruptions.acknowledge(decision, now)) {
                return false;
            }
            holds.release(decision.deployment());
            return true;
        }));
        if (!first) {
            throw new DecisionRefused(
                    "already-acknowledged",
                    "Deployment " + view.id() + " has been acknowledged before; its environment is free.");
        }
    }
}
