package dev.belay.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.belay.e2e.harness.PrometheusServer;
import dev.belay.embedded.machine.ProgramSearch;
import dev.belay.embedded.temporal.EmbeddedTemporal;
import dev.belay.embedded.temporal.ServerChoice;
import dev.belay.embedded.temporal.TemporalConfiguration;
import dev.belay.embedded.temporal.TemporalProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Temporal's own metrics, scraped by the job that the project's configuration of Prometheus has for them. */
@Tag("temporal")
class TemporalMetricsTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Test
    void ofTheRealServerAreScraped(@TempDir Path directory) throws IOException {
        Optional<Path> program = ProgramSearch.onPath().find("prometheus");
        assumeThat(program).as("the program \"prometheus\" is installed").isPresent();
        assumeThat(TemporalProgram.find())
                .as("the program \"temporal\" is installed, as scripts/install-temporal does")
                .isPresent();
        TemporalConfiguration configuration =
                TemporalConfiguration.in(directory.resolve("temporal")).withChoice(ServerChoice.PROGRAM);

        try (EmbeddedTemporal temporal = EmbeddedTemporal.start(configuration);
                PrometheusServer prometheus = new PrometheusServer(
                                program.orElseThrow(),
                                Files.createDirectories(directory.resolve("prometheus")),
                                directory.resolve("prometheus.log"),
                                Map.of("temporal:8000", temporal.metricsPort().orElseThrow()))
                        .start()) {
            await("Prometheus has scraped the requests that Temporal's frontend answered")
                    .atMost(LIMIT)
                    .untilAsserted(() -> {
                        assertThat(prometheus.query("up{job=\"temporal\", service=\"temporal\"} == 1"))
                                .hasSize(1);
                        assertThat(prometheus.query(
                                        "sum(service_requests{job=\"temporal\", service_name=\"frontend\"}) > 0"))
                                .hasSize(1);
                    });
        }
    }
}
