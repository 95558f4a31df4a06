package dev.belay.healthcheck.watch;

import dev.belay.contracts.check.HttpProbe;
import dev.belay.healthcheck.http.HttpRequests;
import dev.belay.healthcheck.query.UnexpectedAnswer;
import dev.belay.worker.environment.settings.HttpAddress;
import dev.belay.worker.execution.Execution;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks Prometheus for one number, by an instant query. */
public final class PrometheusQuery {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final HttpRequests requests;
    private final Execution execution;

    public PrometheusQuery(HttpRequests requests, Execution execution) {
        this.requests = requests;
        this.execution = execution;
    }

    /** What the query says of a moment. */
    public Reading ask(String query, Instant at) throws InterruptedException {
        HttpAddress address =
                execution.environment().parts().observed().prometheus().orElse(null);
        if (address == null) {
            return new Reading.Missing("the environment file has no \"prometheus\"");
        }
        String path = "/api/v1/query?time=" + at.toEpochMilli() / 1000.0 + "&query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8);
        HttpProbe probe = new HttpProbe(
                HttpProbe.Method.GET, address.name(), path, Map.of(), List.of(), List.of(), Duration.ofSeconds(5));
        try {
            return reading(requests.send(probe, address, path, execution));
        } catch (HttpRequests.NoAnswer | UnexpectedAnswer none) {
            return new Reading.Missing("Prometheus: " + none.getMessage());
        }
    }

    private static Reading reading(HttpRequests.Answer answer) {
        JsonNode body;
        try {
            body = MAPPER.readTree(answer.body().bytes());
        } catch (JacksonException noJson) {
            return new Reading.Missing("Prometheus answered with status " + answer.status() + " and no JSON");
        }
        if (!body.path("status").asString("").equals("success")) {
            return new Reading.Missing("Prometheus answered with status " + answer.status() + ": "
                    + body.path("error").asString(""));
        }
        JsonNode data = body.path("data");
        String type = data.path("resultType").asString("");
        JsonNode result = data.path("result");
        if (type.equals("scalar")) {
            return number(result.path(1).asString(""));
        }
        if (!type.equals("vector")) {
            return new Reading.Missing("the query answers with a " + type + "; expected one number");
        }
        return switch (result.size()) {
            case 0 -> new Reading.Missing("the query finds nothing");
            case 1 -> number(result.path(0).path("value").path(1).asString(""));
            default ->
                new Reading.Missing(
                        "the query answers with " + result.size() + " series; expected one, such as sum(...) makes");
        };
    }

    private static Reading number(String text) {
        try {
            double number = Double.parseDouble(text.replace("Inf", "Infinity"));
            return Double.isFinite(number)
                    ? new Reading.Value(number)
                    : new Reading.Missing("the query answers with " + text);
        } catch (NumberFormatException none) {
            return new Reading.Missing("the query answers with \"" + text + "\", which is no number");
        }
    }
}
