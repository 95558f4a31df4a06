package dev.belay.healthcheck.database;

import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the server would carry out a query.
 *
 * @param relations that it reads, with their schemas, quoted
 * @param scanned those that it reads from end to end, for people
 * @param indexes that it uses
 */
record QueryPlan(Set<String> relations, Set<String> scanned, Set<String> indexes) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Of what {@code explain (format json, verbose)} prints. */
    static QueryPlan of(String json) {
        QueryPlan plan = new QueryPlan(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        plan.add(JSON.readTree(json));
        return plan;
    }

    private void add(JsonNode node) {
        if (node.has("Relation Name")) {
            relations.add(quoted(node.path("Schema").asString("")) + "."
                    + quoted(node.path("Relation Name").asString()));
            if (node.path("Node Type").asString("").endsWith("Seq Scan")) {
                scanned.add(node.path("Relation Name").asString());
            }
        }
        if (node.has("Index Name")) {
            indexes.add(node.path("Index Name").asString());
        }
        node.forEach(inner -> {
            if (inner.isContainer()) {
                add(inner);
            }
        });
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** What it does, as the end of a sentence. */
    String shown() {
        String used = indexes.isEmpty() ? "no index" : "index " + String.join(", ", indexes);
        return scanned.isEmpty() ? used : used + ", and scans all of " + String.join(", ", scanned);
    }
}
