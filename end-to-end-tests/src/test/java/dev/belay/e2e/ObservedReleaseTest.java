package dev.belay.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.cli.api.Json;
import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.WorkerKind;
import dev.belay.e2e.harness.Installation;
import dev.belay.e2e.harness.OwnProcess;
import dev.belay.e2e.harness.Production;
import dev.belay.e2e.harness.TraceReceiver;
import dev.belay.e2e.harness.TraceReceiver.ReceivedSpan;
import dev.belay.embedded.temporal.ServerChoice;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A release over all services, seen from outside: one trace, and log lines that can be searched. */
class ObservedReleaseTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final String PLAN =
            """
            plan: observed-release
            description: Something for every kind of worker
            phases:
              - phase: protect
                steps:
                  - maintenance: on
                  - backup: database
                    verify: [list, checksum]
              - phase: change
                steps:
                  - migrate: latest
                  - maintenance: off
              - phase: look
                steps:
                  - check: The shop answers
                    http: [{get: /api/health, json: {"$.status": UP}}]
            """;

    private static @Nullable TraceReceiver receiver;
    private static @Nullable Installation installation;
    private static @Nullable Production production;
    private static @Nullable DeploymentId release;

    @BeforeAll
    static void releaseOnce() {
        receiver = new TraceReceiver();
        installation = new Installation("observed-release", ServerChoice.IN_JVM, WorkerKind.values());
        production = new Production(installation);
        for (OwnProcess service : installation.services().keySet()) {
            service.set("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT", receiver.url());
            service.set("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_SCHEDULE_DELAY", "500ms");
            service.set("LOGGING_STRUCTURED_FORMAT_CONSOLE", "logstash");
        }
        installation.start(Production.ENVIRONMENT);
        production.migrations().addMigration();
        production.migrations().open();

        release = installation.api().start(PLAN, Production.ENVIRONMENT);
        installation.api().awaitEnd(release, DeploymentStatus.SUCCEEDED, LIMIT);
    }

    @AfterAll
    static void stop() {
        try (TraceReceiver spans = receiver;
                Installation all = installation;
                Production shop = production) {
            assertThat(List.of(spans, all, shop)).doesNotContainNull();
        }
    }

    @Test
    void oneTraceLeadsFromTheApiToTheWorkersAndBack() {
        ReceivedSpan request = awaitSpan("belay-orchestrator", "http post /api/v1/deployments");
        for (WorkerKind kind : List.of(WorkerKind.ROLLOUT, WorkerKind.BACKUP, WorkerKind.MIGRATION)) {
            ReceivedSpan dispatch = awaitSpan("belay-orchestrator", "dispatch " + kind.label());
            assertThat(dispatch.parent()).isEqualTo(request.id());
        }
        ReceivedSpan backup = awaitSpan("belay-backup-worker", "backup");
        ReceivedSpan dispatched = parent(backup);
        assertThat(dispatched.name()).isEqualTo("dispatch backup");
        assertThat(dispatched.attributes()).containsEntry("belay.lease", "1");
        await("the answer is in the trace of the backup")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(receiver.spans(release))
                        .filteredOn(span -> span.name().equals("answer"))
                        .extracting(ReceivedSpan::parent)
                        .contains(backup.id()));
        assertThat(backup.attributes())
                .containsEntry(
                        "belay.step", backup.attributes().get("belay.execution").split("/")[1])
                .containsEntry("belay.outcome", "succeeded");

        awaitSpan("belay-rollout-worker", "maintenance");
        awaitSpan("belay-migration-worker", "migrate");
        awaitSpan("belay-healthcheck-worker", "check");
        assertThat(receiver.spans(release)).extracting(ReceivedSpan::trace).containsOnly(request.trace());
    }

    @Test
    void nothingButDeploymentsIsExported() {
        awaitSpan("belay-healthcheck-worker", "check");

        assertThat(receiver.spans())
                .allSatisfy(span -> assertThat(span.attributes()).containsKey("belay.deployment"));
    }

    @Test
    void logLinesOfOrchestratorAndWorkersNameDeploymentStepExecutionAndTrace() {
        String trace =
                awaitSpan("belay-orchestrator", "http post /api/v1/deployments").trace();
        for (OwnProcess service : List.of(
                installation.orchestrator(),
                installation.worker(WorkerKind.BACKUP),
                installation.worker(WorkerKind.MIGRATION),
                installation.worker(WorkerKind.ROLLOUT),
                installation.worker(WorkerKind.HEALTHCHECK))) {
            assertThat(linesOf(service))
                    .as("lines of %s about the release", service)
                    .isNotEmpty()
                    .anySatisfy(line -> {
                        assertThat(line.path("execution").asString("")).startsWith(release + "/");
                        assertThat(line.path("execution").asString(""))
                                .contains("/" + line.path("step").asString("?") + "/");
                        assertThat(line.path("traceId").asString("")).isEqualTo(trace);
                    });
        }
        assertThat(linesOf(installation.orchestrator()))
                .as("what the workflow says")
                .anySatisfy(line -> {
                    assertThat(line.path("message").asString("")).contains("is SUCCEEDED");
                    assertThat(line.path("traceId").asString("")).isEqualTo(trace);
                });
    }

    private static List<JsonNode> linesOf(OwnProcess service) {
        return service.output()
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(Json::read)
                .filter(line -> release.text().equals(line.path("deployment").asString("")))
                .toList();
    }

    private static ReceivedSpan parent(ReceivedSpan span) {
        return receiver.spans(release).stream()
                .filter(other -> other.id().equals(span.parent()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No span of the deployment is the parent of " + span));
    }

    private static ReceivedSpan awaitSpan(String service, String name) {
        return await(service + " sends the span \"" + name + "\"")
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> receiver.spans(release).stream()
                                .filter(span -> span.service().equals(service)
                                        && span.name().equals(name))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }
}
