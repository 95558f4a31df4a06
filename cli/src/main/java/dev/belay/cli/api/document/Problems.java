package dev.belay.cli.api.document;

import dev.belay.documents.Finding;
import java.net.URI;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Makes sentences of the server's refusals. */
public final class Problems {
    private static final int SHOWN = 200;

    private Problems() {}

    public static ApiProblem of(URI server, int status, String body) {
        JsonNode document;
        try {
            document = Json.read(body.isBlank() ? "{}" : body);
        } catch (JacksonException broken) {
            return notBelay(server, status, body);
        }
        List<Finding> findings = findings(document.path("findings"));
        return new ApiProblem(status, sentence(server, status, document), document, findings);
    }

    public static ApiProblem notBelay(URI server, int status, String body) {
        String start = body.strip().lines().findFirst().orElse("nothing");
        return new ApiProblem(
                status,
                "What answers at " + server + " is not Belay's API: it said \""
                        + start.substring(0, Math.min(SHOWN, start.length())) + "\" with status " + status
                        + ". Check the address given with --server.",
                Json.read("{}"),
                List.of());
    }

    static List<Finding> findings(JsonNode array) {
        return Json.items(array).stream().map(Problems::finding).toList();
    }

    private static Finding finding(JsonNode node) {
        return new Finding(
                Json.text(node, "code"),
                Json.text(node, "message"),
                Json.text(node, "file"),
                node.path("line").asInt(0),
                node.path("column").asInt(0),
                Json.text(node, "path"),
                Json.text(node, "found"),
                Json.text(node, "expected"),
                Json.text(node, "suggestion"));
    }

    private static String sentence(URI server, int status, JsonNode document) {
        String said =
                Json.text(document, "detail").isEmpty() ? Json.text(document, "title") : Json.text(document, "detail");
        String what = said.isEmpty() ? server + " answered with status " + status + "." : ended(said);
        String next = next(status, document);
        return next.isEmpty() ? what : what + " " + next;
    }

    /** In the words of the command line where it knows better than the API. */
    private static String next(int status, JsonNode document) {
        return switch (Json.text(document, "code")) {
            case "environment-busy" -> {
                String holder = Json.text(document, "deployment");
                yield "Wait for it with ./belay watch " + holder + ", or look at it with ./belay show " + holder + ".";
            }
            case "deployment-unknown" -> "List the deployments with ./belay list.";
            default -> byStatus(status, Json.text(document, "next"));
        };
    }

    private static String byStatus(int status, String next) {
        return switch (status) {
            case 401 -> "Say who asks: --token-file FILE, or --as NAME with the embedded stack.";
            case 403 ->
                "Ask somebody who may, or name another user: --token-file FILE, or --as NAME with the embedded"
                        + " stack.";
            default -> next.isEmpty() && status == 503 ? "Nothing is lost; try again in a moment." : next;
        };
    }

    private static String ended(String sentence) {
        return sentence.matches("(?s).*[.!?]\\s*") ? sentence.strip() : sentence.strip() + ".";
    }
}
