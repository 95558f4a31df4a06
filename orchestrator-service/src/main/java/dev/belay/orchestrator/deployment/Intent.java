package dev.belay.orchestrator.deployment;

import dev.belay.contracts.DeploymentId;
import java.time.Instant;
import java.util.Map;

/** What somebody asked for, written before anything starts. */
public record Intent(
        DeploymentId deployment, String environment, PlanSource plan, Map<String, String> parameters, Request request) {
    public Intent {
        parameters = Map.copyOf(parameters);
    }

    /** A plan's name, and its YAML as it was when the deployment was asked for. */
    public record PlanSource(String name, String text) {}

    /** Who asked, when, and what they said. */
    public record Request(String by, Instant at, String comment) {}
}
