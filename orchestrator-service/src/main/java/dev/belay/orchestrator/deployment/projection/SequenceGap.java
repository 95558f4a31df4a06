package dev.belay.orchestrator.deployment.projection;

import dev.belay.contracts.event.DeploymentEvent;

/** An event was skipped on its way here. */
public final class SequenceGap extends RuntimeException {
    SequenceGap(DeploymentEvent event, long newest) {
        super("Event " + event.seq() + " of deployment " + event.deployment() + " cannot be applied: the newest one"
                + " applied is " + newest + ", so " + (newest + 1) + " was expected.");
    }
}
