package dev.belay.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.cli.api.document.Json;
import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.Role;
import dev.belay.contracts.event.DecisionKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** The orchestrator's API, as people and programs call it. */
public final class Api {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI server;
    private final Tokens tokens;

    Api(URI server, Tokens tokens) {
        this.server = server;
        this.tokens = tokens;
    }

    public Answer get(String path) {
        return send(request(Role.VIEWER, path).GET());
    }

    public Answer get(String path, String mediaType) {
        return send(request(Role.VIEWER, path).setHeader("Accept", mediaType).GET());
    }

    public Answer post(Role role, String path, Object body) {
        return send(request(role, path).POST(HttpRequest.BodyPublishers.ofString(Json.write(body))));
    }

    /** Asks for a deployment; what the plan says of its parameters must need no value. */
    public Answer askFor(String plan, String environment, String idempotencyKey) {
        return askFor(Map.of("plan", plan, "environment", environment), idempotencyKey);
    }

    /** Asks for a deployment with a body of any kind. */
    public Answer askFor(Map<String, Object> body, String idempotencyKey) {
        return send(request(Role.RELEASE_MANAGER, "/api/v1/deployments")
                .header("Idempotency-Key", idempotencyKey)
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body))));
    }

    public DeploymentId start(String plan, String environment) {
        Answer answer = askFor(plan, environment, UUID.randomUUID().toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return new DeploymentId(answer.text("id"));
    }

    public Answer decide(DeploymentId id, DecisionKind decision) {
        Map<String, String> body = Map.of(
                "id", UUID.randomUUID().toString(), "decision", decision.label(), "comment", "decided by a test");
        return post(Role.RELEASE_MANAGER, "/api/v1/deployments/" + id + "/decisions", body);
    }

    public JsonNode deployment(DeploymentId id) {
        Answer answer = get("/api/v1/deployments/" + id);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    public JsonNode step(DeploymentId id, String step) {
        for (JsonNode phase : deployment(id).path("phases")) {
            for (JsonNode candidate : phase.path("steps")) {
                if (candidate.path("id").asString("").equals(step)) {
                    return candidate;
                }
            }
        }
        throw new AssertionError("Deployment " + id + " has no step " + step + ": " + deployment(id));
    }

    /** Waits through times in which the orchestrator is away. */
    public JsonNode awaitDeployment(DeploymentId id, Duration limit, Predicate<JsonNode> condition) {
        JsonNode[] last = new JsonNode[1];
        await("deployment " + id)
                .atMost(limit)
                .conditionEvaluationListener(evaluated -> {})
                .ignoreExceptions()
                .until(() -> {
                    last[0] = deployment(id);
                    return condition.test(last[0]);
                });
        return last[0];
    }

    /** Waits for an end, and shows the whole deployment where it is another than the expected one. */
    public JsonNode awaitEnd(DeploymentId id, DeploymentStatus expected, Duration limit) {
        JsonNode end = awaitDeployment(id, limit, document -> status(document).terminal());
        assertThat(status(end)).as(Json.pretty(end)).isEqualTo(expected);
        return end;
    }

    public static DeploymentStatus status(JsonNode deployment) {
        return DeploymentStatus.valueOf(deployment.path("status").asString(""));
    }

    public boolean isUp() {
        try {
            return get("/actuator/health").status() == 200;
        } catch (UncheckedIOException away) {
            return false;
        }
    }

    private HttpRequest.Builder request(Role role, String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + tokens.of(role))
                .header("Accept", "application/json")
                .header("Content-Type", "application/json");
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            return Answer.of(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
