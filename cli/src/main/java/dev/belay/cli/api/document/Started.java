package dev.belay.cli.api.document;

import dev.belay.contracts.DeploymentId;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The answer to a start. */
public record Started(JsonNode document) {
    public DeploymentId id() {
        return new DeploymentId(Json.text(document, "id"));
    }

    /** When it begins, in the zone in which the server has read the time; empty where it begins at once. */
    public Optional<String> begins() {
        return new DeploymentDocument(document).scheduledFor();
    }
}
