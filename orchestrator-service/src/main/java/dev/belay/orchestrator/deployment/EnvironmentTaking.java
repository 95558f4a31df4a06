package dev.belay.orchestrator.deployment;

import dev.belay.contracts.DeploymentId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets a deployment that has let its environment go take it again, and tells how others stand. */
public interface EnvironmentTaking {
    /**
     * Takes the environment, unless another deployment holds it or a later one has begun a change there.
     *
     * @param seq of the deployment's newest event
     */
    Answer take(DeploymentId deployment, String environment, long seq);

    /** The first later deployment that has begun a change on the environment. */
    Optional<DeploymentId> laterChange(DeploymentId deployment, String environment);

    /** Whether a deployment may still change something: it does so long as it holds its environment. */
    Standing standing(DeploymentId deployment);

    /** How a deployment stands. */
    enum Standing {
        OPEN,
        OVER,
        /** No such deployment was ever started here. */
        UNKNOWN
    }

    /**
     * What came of it; taken where both are absent.
     *
     * @param heldBy who holds it instead
     * @param changedBy the later deployment
     */
    record Answer(@Nullable DeploymentId heldBy, @Nullable DeploymentId changedBy) {}
}
