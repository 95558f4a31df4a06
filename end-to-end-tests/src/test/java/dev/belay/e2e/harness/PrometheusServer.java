package dev.belay.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.cli.api.document.Json;
import dev.belay.embedded.machine.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A real Prometheus with the configuration and the rules of the project, whose targets are on this machine. */
public final class PrometheusServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = LoopbackPort.choose();
    private final OwnProcess process;

    /** @param targets the port of every host that the configuration names with its own */
    public PrometheusServer(Path program, Path directory, Path log, Map<String, Integer> targets) {
        Path configuration = configure(directory, targets);
        process = new OwnProcess(
                "prometheus",
                List.of(
                        program.toString(),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port),
                Map.of(),
                log);
    }

    public PrometheusServer start() {
        process.start();
        await("Prometheus answers").atMost(START).ignoreExceptions().until(() -> !rules().isEmpty());
        return this;
    }

    /** The samples that an expression has now; fails where Prometheus refuses it. */
    public List<JsonNode> query(String expression) {
        JsonNode answer = get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        assertThat(answer.path("status").asString(""))
                .as(expression + ": " + answer)
                .isEqualTo("success");
        return items(answer.path("data").path("result"));
    }

    /** Every rule with what became of its last evaluation. */
    public List<JsonNode> rules() {
        List<JsonNode> rules = new ArrayList<>();
        items(get("/api/v1/rules").path("data").path("groups"))
                .forEach(group -> rules.addAll(items(group.path("rules"))));
        return rules;
    }

    private JsonNode get(String path) {
        try {
            return Json.read(http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .timeout(Duration.ofSeconds(20))
                                    .build(),
                            BodyHandlers.ofString())
                    .body());
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static List<JsonNode> items(JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        return items;
    }

    private static Path configure(Path directory, Map<String, Integer> targets) {
        try {
            Path rules = Files.createDirectories(directory.resolve("rules"));
            for (String file : List.of("recording.yml", "alerts.yml")) {
                Files.copy(Observability.file("prometheus/rules/" + file), rules.resolve(file));
            }
            String text = Files.readString(Observability.file("prometheus/prometheus.yml"))
                    .replace("15s", "1s");
            for (Map.Entry<String, Integer> target : targets.entrySet()) {
                assertThat(text).contains('"' + target.getKey() + '"');
                text = text.replace('"' + target.getKey() + '"', "\"127.0.0.1:" + target.getValue() + '"');
            }
            return Files.writeString(directory.resolve("prometheus.yml"), text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
