package dev.belay.cli.api;

import dev.belay.documents.Finding;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What validation says of a plan. */
public record Validation(JsonNode document) {
    public boolean valid() {
        return document.path("valid").asBoolean(false);
    }

    public List<Finding> findings() {
        return Problems.findings(document.path("findings"));
    }
}
