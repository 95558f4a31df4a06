package dev.belay.e2e.harness;

import dev.belay.cli.api.document.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The dashboard as Grafana would read it. */
public final class Dashboard {
    private final JsonNode document;

    public Dashboard() {
        try {
            document = Json.read(Files.readString(Observability.file("grafana/dashboards/deployments.json")));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public String uid() {
        return document.path("uid").asString("");
    }

    /** The titles of its rows, in their order. */
    public List<String> rows() {
        return panels().filter(panel -> panel.path("type").asString("").equals("row"))
                .map(panel -> panel.path("title").asString(""))
                .toList();
    }

    /** The annotation that marks releases. */
    public JsonNode releases() {
        return document.path("annotations").path("list").path(0);
    }

    /** Every query by its place, with every environment chosen and a short interval. */
    public Map<String, String> queries() {
        Map<String, String> queries = new LinkedHashMap<>();
        panels().forEach(panel -> panel.path("targets")
                .forEach(target -> queries.put(
                        panel.path("title").asString("") + " "
                                + target.path("refId").asString(""),
                        target.path("expr")
                                .asString("")
                                .replace("$environment", ".*")
                                .replace("$__rate_interval", "30s"))));
        return queries;
    }

    private Stream<JsonNode> panels() {
        List<JsonNode> panels = new ArrayList<>();
        document.path("panels").forEach(panels::add);
        return panels.stream();
    }
}
