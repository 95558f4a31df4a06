package dev.belay.orchestrator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the API as one user. */
record Api(String server, String token) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** An answer. */
    record Answer(int status, String text, HttpResponse<String> response) {
        JsonNode json() {
            return MAPPER.readTree(text);
        }

        String at(String pointer) {
            return json().at(pointer).asString();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    Answer post(String path, Object body, String... headers) {
        String text = body instanceof String raw ? raw : MAPPER.writeValueAsString(body);
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(text)));
    }

    Answer deploy(String environment, String... headers) {
        return post("/api/v1/deployments", start(environment), headers);
    }

    static Map<String, Object> start(String environment) {
        return Map.of(
                "plan",
                "plan: shop\nphases: []\n",
                "environment",
                environment,
                "parameters",
                Map.of("version", "v1.10"),
                "comment",
                "the weekly one");
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server + path)).timeout(Duration.ofSeconds(20));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return headers.length == 0 ? request : request.headers(headers);
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    FollowedStream follow(String path, String... headers) {
        return new FollowedStream(CLIENT.sendAsync(request(path, headers).GET().build(), BodyHandlers.ofLines()));
    }
}
