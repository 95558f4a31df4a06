package dev.belay.orchestrator.deployment.refusal;

import dev.belay.contracts.DeploymentId;

/** An idempotency key came a second time with another request. */
public final class IdempotencyKeyReused extends Refusal {
    private final transient DeploymentId first;

    public IdempotencyKeyReused(String key, DeploymentId first) {
        super("Idempotency key \"" + key + "\" stands for another request, which started deployment " + first
                + "; expected the same plan, environment, parameters, comment and user.");
        this.first = first;
    }

    public DeploymentId first() {
        return first;
    }
}
