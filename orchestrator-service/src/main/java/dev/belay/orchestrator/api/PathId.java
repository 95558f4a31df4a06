package dev.belay.orchestrator.api;

import dev.belay.contracts.DeploymentId;
import dev.belay.orchestrator.deployment.refusal.DeploymentUnknown;

/** Ids in addresses; one that is ill-formed cannot exist. */
public final class PathId {
    private PathId() {}

    public static DeploymentId deployment(String text) {
        try {
            return new DeploymentId(text);
        } catch (IllegalArgumentException illFormed) {
            throw new DeploymentUnknown(text);
        }
    }
}
