package dev.belay.cli.api;

import dev.belay.contracts.DeploymentId;
import tools.jackson.databind.JsonNode;

/** The answer to a start. */
public record Started(JsonNode document) {
    public DeploymentId id() {
        return new DeploymentId(Json.text(document, "id"));
    }
}
