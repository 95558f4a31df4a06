package dev.belay.orchestrator.deployment;

import dev.belay.contracts.DeploymentId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets a deployment that has let its environment go take it again. */
public interface EnvironmentTaking {
    /**
     * Takes the environment, unless another deployment holds it or a later one has begun a change there.
     *
     * @param seq of the deployment's newest event
     */
    Answer take(DeploymentId deployment, String environment, long seq);

    /** The first later deployment that has begun a change on the environment. */
    Optional<DeploymentId> laterChange(DeploymentId deployment, String environment);

    /**
     * What came of it; taken where both are absent.
     *
     * @param heldBy who holds it instead
     * @param changedBy the later deployment
     */
    record Answer(@Nullable DeploymentId heldBy, @Nullable DeploymentId changedBy) {}
}
