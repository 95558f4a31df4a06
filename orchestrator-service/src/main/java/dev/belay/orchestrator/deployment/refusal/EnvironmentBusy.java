package dev.belay.orchestrator.deployment.refusal;

import dev.belay.contracts.DeploymentId;

/** Another deployment holds the environment. */
public final class EnvironmentBusy extends Refusal {
    private final transient DeploymentId holder;

    public EnvironmentBusy(String environment, DeploymentId holder) {
        super("Environment \"" + environment + "\" is held by deployment " + holder
                + "; one deployment at a time runs on an environment.");
        this.holder = holder;
    }

    public DeploymentId holder() {
        return holder;
    }
}
