package dev.belay.cli.api;

import dev.belay.cli.api.document.ApiProblem;
import dev.belay.cli.api.document.DeploymentDocument;
import dev.belay.cli.api.document.DeploymentPage;
import dev.belay.cli.api.document.Json;
import dev.belay.cli.api.document.PreviewDocument;
import dev.belay.cli.api.document.Problems;
import dev.belay.cli.api.document.Started;
import dev.belay.cli.api.document.Validation;
import dev.belay.cli.api.request.DecisionRequest;
import dev.belay.cli.api.request.DeploymentFilter;
import dev.belay.cli.api.request.PlanRequest;
import dev.belay.cli.api.request.ReportFormat;
import dev.belay.cli.api.request.StartRequest;
import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.event.RollbackPreview;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Calls of Belay's HTTP API.
 *
 * <p>Every call throws {@link ServerSilent} where nothing answers and {@link ApiProblem} where the server refuses.
 */
public final class ApiClient {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final ServerAccess access;

    public ApiClient(ServerAccess access) {
        this.access = access;
    }

    public URI server() {
        return access.server();
    }

    public Validation validate(PlanRequest plan) {
        return new Validation(send(post("/plans/validate", plan)));
    }

    /** What a plan would do. */
    public PreviewDocument preview(PlanRequest plan) {
        return new PreviewDocument(send(post("/plans/preview", plan)));
    }

    /**
     * Starts a deployment.
     *
     * @param idempotencyKey the same key again is the same deployment again
     */
    public Started start(StartRequest request, String idempotencyKey) {
        return new Started(send(post("/deployments", request).header("Idempotency-Key", idempotencyKey)));
    }

    public DeploymentPage list(DeploymentFilter filter) {
        return new DeploymentPage(send(get("/deployments" + query(filter.parameters()))));
    }

    public DeploymentDocument deployment(DeploymentId id) {
        return new DeploymentDocument(send(get("/deployments/" + id)));
    }

    /** Hands a decision in; the same id again is the same decision again. */
    public DeploymentDocument decide(DeploymentId id, DecisionRequest decision) {
        return new DeploymentDocument(send(post("/deployments/" + id + "/decisions", decision)));
    }

    /** What a rollback would take back, and what would be lost by it. */
    public RollbackPreview previewRollback(DeploymentId id, String to) {
        return Json.as(send(get("/deployments/" + id + "/rollback" + query(Map.of("to", to)))), RollbackPreview.class)
                .orElseThrow(() -> Problems.notBelay(server(), 200, "no preview"));
    }

    public String report(DeploymentId id, ReportFormat format) {
        HttpRequest.Builder request =
                request("/deployments/" + id + "/report").timeout(PATIENCE).header("Accept", format.mediaType());
        return body(request.GET());
    }

    public JsonNode environments() {
        return send(get("/environments"));
    }

    /** Opens the stream of events that follow the given one. */
    HttpResponse<InputStream> events(DeploymentId id, long after) throws IOException, InterruptedException {
        HttpRequest.Builder request = request("/deployments/" + id + "/events").header("Accept", "text/event-stream");
        if (after > 0) {
            request.header("Last-Event-ID", String.valueOf(after));
        }
        return http.send(request.GET().build(), BodyHandlers.ofInputStream());
    }

    private HttpRequest.Builder get(String path) {
        return request(path)
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .GET();
    }

    private HttpRequest.Builder post(String path, Object body) {
        return request(path)
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(access.resolve(path));
        access.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request;
    }

    private JsonNode send(HttpRequest.Builder request) {
        String body = body(request);
        try {
            return Json.read(body);
        } catch (tools.jackson.core.JacksonException broken) {
            throw Problems.notBelay(server(), 200, body);
        }
    }

    private String body(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() / 100 != 2) {
                throw Problems.of(server(), answer.statusCode(), answer.body());
            }
            return answer.body();
        } catch (IOException silent) {
            throw new ServerSilent(server(), silent);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ServerSilent(server(), stopped);
        }
    }

    private static String query(Map<String, String> parameters) {
        return parameters.isEmpty()
                ? ""
                : parameters.entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }
}
