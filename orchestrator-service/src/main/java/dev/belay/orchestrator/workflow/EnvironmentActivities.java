package dev.belay.orchestrator.workflow;

import dev.belay.contracts.DeploymentId;
import io.temporal.activity.ActivityInterface;
import org.jspecify.annotations.Nullable;

/** What a watch asks about the environment that its deployment no longer holds. */
@ActivityInterface
public interface EnvironmentActivities {
    /**
     * Takes the environment again; what the deployment holds already stays taken.
     *
     * @param seq of the deployment's newest event
     */
    Taking take(DeploymentId deployment, String environment, long seq);

    /** The deployment that has begun a change since; absent where none has. */
    @Nullable
    DeploymentId laterChange(DeploymentId deployment, String environment);

    /**
     * What came of taking.
     *
     * @param heldBy the deployment that holds it instead
     * @param changedBy the later deployment that has begun a change
     */
    record Taking(@Nullable DeploymentId heldBy, @Nullable DeploymentId changedBy) {
        boolean taken() {
            return heldBy == null && changedBy == null;
        }
    }
}
