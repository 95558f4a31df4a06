package dev.belay.orchestrator.deployment;

import dev.belay.contracts.DeploymentId;
import org.jspecify.annotations.Nullable;

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

    /**
     * Asks the deployment's run what a rollback would do, and answers within five seconds; nothing changes by it.
     *
     * @param to the step that stays, {@code beginning}, or absent for as far as the plan says
     */
    PreviewAnswer previewRollback(DeploymentId id, @Nullable String to);

    RunState describe(DeploymentId id);
}
