package dev.belay.orchestrator.deployment.refusal;

import dev.belay.contracts.DeploymentId;

/** The run did not say in time what a rollback would do. */
public final class RollbackPreviewNotAnswered extends Refusal {
    public RollbackPreviewNotAnswered(DeploymentId id) {
        super("The run of deployment " + id + " did not say in time what a rollback would take back.");
    }
}
