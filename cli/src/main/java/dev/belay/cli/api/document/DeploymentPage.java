package dev.belay.cli.api.document;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Deployments, newest first. */
public record DeploymentPage(JsonNode document) {
    public List<DeploymentDocument> deployments() {
        JsonNode list = document.isArray() ? document : document.path("items");
        return Json.items(list).stream().map(DeploymentDocument::new).toList();
    }

    /** Whether there are older ones than these. */
    public boolean more() {
        return !document.path("next").asString("").isEmpty();
    }
}
