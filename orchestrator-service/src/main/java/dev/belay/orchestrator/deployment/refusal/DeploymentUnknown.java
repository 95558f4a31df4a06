package dev.belay.orchestrator.deployment.refusal;

/** No deployment has the id. */
public final class DeploymentUnknown extends Refusal {
    public DeploymentUnknown(String id) {
        super("No deployment has the id \"" + id + "\".");
    }
}
