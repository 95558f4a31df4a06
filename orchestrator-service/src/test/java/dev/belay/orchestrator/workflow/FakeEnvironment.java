package dev.belay.orchestrator.workflow;

import dev.belay.contracts.DeploymentId;
import org.jspecify.annotations.Nullable;

/** Who holds an environment, as a test says. */
final class FakeEnvironment implements EnvironmentActivities {
    private @Nullable DeploymentId heldBy;
    private @Nullable DeploymentId changedBy;
    private int taken;

    synchronized void heldBy(@Nullable DeploymentId other) {
        heldBy = other;
    }

    synchronized void changedBy(DeploymentId later) {
        changedBy = later;
    }

    synchronized int taken() {
        return taken;
    }

    @Override
    public synchronized Taking take(DeploymentId deployment, String environment, long seq) {
        Taking taking = new Taking(heldBy, changedBy);
        taken += taking.taken() ? 1 : 0;
        return taking;
    }

    @Override
    public synchronized @Nullable DeploymentId laterChange(DeploymentId deployment, String environment) {
        return changedBy;
    }
}
