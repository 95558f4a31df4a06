package dev.belay.e2e.harness;

import dev.belay.cli.api.document.Json;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;

/** What the API answered. */
public record Answer(int status, String body, boolean replayed) {
    static Answer of(HttpResponse<String> response) {
        return new Answer(
                response.statusCode(),
                response.body(),
                response.headers()
                        .firstValue("Idempotency-Replayed")
                        .map("true"::equals)
                        .orElse(false));
    }

    public JsonNode json() {
        return Json.read(body);
    }

    /** A member of the document that is text, empty where it is missing. */
    public String text(String member) {
        return json().path(member).asString("");
    }
}
