package dev.belay.cli.api.document;

import dev.belay.documents.Finding;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What validation says of a plan. */
public record Validation(JsonNode document) {
    /** What can be said before anybody is asked. */
    public static Validation of(List<Finding> findings) {
        return new Validation(Json.read(Json.write(Map.of("valid", findings.isEmpty(), "findings", findings))));
    }

    public boolean valid() {
        return document.path("valid").asBoolean(false);
    }

    public List<Finding> findings() {
        return Problems.findings(document.path("findings"));
    }

    public List<Finding> warnings() {
        return Problems.findings(document.path("warnings"));
    }
}
