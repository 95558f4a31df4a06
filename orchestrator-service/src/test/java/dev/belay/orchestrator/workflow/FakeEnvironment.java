package dev.belay.orchestrator.workflow;

import dev.belay.contracts.DeploymentId;
import dev.belay.orchestrator.workflow.request.EnvironmentActivities;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who holds an environment, as a test says. */
final class FakeEnvironment implements EnvironmentActivities {
    private @Nullable DeploymentId heldBy;
    private @Nullable DeploymentId changedBy;
    private final Map<DeploymentId, Standing> standings = new HashMap<>();
    private int taken;
    private Admission admission = new Admission(null, false);
    private int admissions;

    synchronized void heldBy(@Nullable DeploymentId other) {
        heldBy = other;
    }

    synchronized void changedBy(DeploymentId later) {
        changedBy = later;
    }

    synchronized void stands(DeploymentId deployment, Standing standing) {
        standings.put(deployment, standing);
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

    /** From now on scheduled deployments are answered so. */
    synchronized void admits(Admission answer) {
        admission = answer;
    }

    synchronized int admissions() {
        return admissions;
    }

    @Override
    public synchronized Admission admit(DeploymentId deployment, long seq) {
        admissions++;
        return admission;
    }

    @Override
    public synchronized Standing standing(DeploymentId deployment) {
        return standings.getOrDefault(deployment, Standing.UNKNOWN);
    }

    @Override
    public synchronized @Nullable DeploymentId laterChange(DeploymentId deployment, String environment) {
        return changedBy;
    }
}
