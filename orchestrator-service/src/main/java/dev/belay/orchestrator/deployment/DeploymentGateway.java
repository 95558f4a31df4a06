package dev.belay.orchestrator.deployment;

import dev.belay.contracts.DeploymentId;

/** The runs that carry deployments through. */
public interface DeploymentGateway {
    /**
     * Starts the run of an intent.
     *
     * <p>Called again for the same deployment by the reconciler, so a run that exists already, open or closed, is a
     * success and starts nothing.
     */
    void start(Intent intent);

    DecisionAnswer decide(Decision decision);

    RunState describe(DeploymentId id);
}
