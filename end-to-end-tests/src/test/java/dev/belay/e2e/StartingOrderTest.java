package dev.belay.e2e;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.WorkerKind;
import dev.belay.e2e.harness.Installation;
import dev.belay.e2e.harness.OwnProcess;
import dev.belay.e2e.harness.Site;
import dev.belay.embedded.temporal.ServerChoice;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is started before the servers that it needs waits for them, says for which, and goes on. */
@Tag("long")
class StartingOrderTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String ENVIRONMENT = "site";

    private static final String TINY = """
            plan: tiny
            description: One look at the site
            phases:
              - phase: look
                steps:
                  - check: The site answers
                    http: [{get: /health, json: {"$.status": UP}}]
            """;

    @Test
    void servicesMayStartBeforeTheirServers() {
        try (Site site = new Site();
                Installation belay = new Installation(
                        "starting-order",
                        ServerChoice.PROGRAM_IF_INSTALLED,
                        WorkerKind.ROLLOUT,
                        WorkerKind.HEALTHCHECK)) {
            belay.addEnvironment(ENVIRONMENT, """
                    environment: site
                    http: {public: {baseUrl: "@url@"}}
                    """.replace("@url@", site.url()));
            belay.stopPostgres();
            belay.orchestrator().start();
            belay.workers().forEach(OwnProcess::start);

            belay.orchestrator().awaitOutput("Waiting for PostgreSQL at jdbc:postgresql://127.0.0.1:", LIMIT);
            belay.startPostgres();
            belay.orchestrator().awaitOutput("Waiting for Kafka at " + belay.bootstrapServers(), LIMIT);
            belay.workers()
                    .forEach(worker -> worker.awaitOutput("Waiting for Kafka at " + belay.bootstrapServers(), LIMIT));
            belay.broker().start();
            belay.orchestrator().awaitOutput("Waiting for Temporal at " + belay.temporalTarget(), LIMIT);
            belay.startTemporal();
            belay.awaitReady(ENVIRONMENT);
            belay.api().awaitEnd(belay.api().start(TINY, ENVIRONMENT), DeploymentStatus.SUCCEEDED, LIMIT);
        }
    }
}
