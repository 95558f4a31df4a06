package dev.belay.orchestrator.deployment;

import dev.belay.contracts.DeploymentId;
import java.time.Instant;
import java.util.Optional;

/** Goes on with the series of a plan that is carried out again and again. */
public interface Successors {
    /**
     * The deployment that follows in the series; asked again, the same one. It is written down when this returns, and
     * started by then or soon. Empty where the deployment is of no series, or is not known.
     *
     * @param instead whether it takes the place of the given one, which does not begin, rather than coming at the next
     *     time
     */
    Optional<Successor> after(DeploymentId deployment, boolean instead);

    /** Who follows, and when it begins. */
    record Successor(DeploymentId deployment, Instant startsAt) {}
}
