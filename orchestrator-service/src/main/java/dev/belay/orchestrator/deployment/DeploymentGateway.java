package dev.belay.orchestrator.deployment;

import dev.belay.contracts.DeploymentId;

/** The runs that carry deployments through. */
public interface DeploymentGateway {
    /**
     * Starts the run of an intent; fails where it is not answered within five seconds, and may have started it then.
     *
     * <p>Called again for the same deployment by the reconciler, so a run that exists already, open or closed, is a
     * success and starts nothing.
     */
    void start(Intent intent);

    /**
     * Hands a decision to the deployment's run and answers within five seconds.
     *
     * <p>The decision's id makes this idempotent: handed over twice, it is made once and answered alike.
     */
    DecisionAnswer decide(Decision decision);

    RunState describe(DeploymentId id);
}
