package dev.belay.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.cli.api.document.Json;
import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.WorkerKind;
import dev.belay.e2e.harness.Dashboard;
import dev.belay.e2e.harness.Installation;
import dev.belay.e2e.harness.OwnProcess;
import dev.belay.e2e.harness.Production;
import dev.belay.e2e.harness.PrometheusServer;
import dev.belay.e2e.harness.SlackSite;
import dev.belay.e2e.harness.TraceReceiver;
import dev.belay.e2e.harness.TraceReceiver.ReceivedSpan;
import dev.belay.embedded.machine.ProgramSearch;
import dev.belay.embedded.temporal.ServerChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A release over all services, seen from outside: its trace, its log lines, and what Prometheus makes of it. */
@Tag("long")
class ObservedReleaseTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String MISSING =
            "The program prometheus is missing. Install it with: apt-get install --no-install-recommends prometheus";

    private static final String PLAN = """
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
    private static @Nullable SlackSite slack;
    private static @Nullable PrometheusServer prometheus;
    private static @Nullable DeploymentId release;

    @BeforeAll
    static void releaseOnce() throws IOException {
        receiver = new TraceReceiver();
        slack = new SlackSite();
        installation = new Installation("observed-release", ServerChoice.IN_JVM, WorkerKind.values());
        production = new Production(installation);
        for (OwnProcess service : installation.services().keySet()) {
            service.set("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT", receiver.url());
            service.set("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_SCHEDULEDELAY", "500ms");
            service.set("LOGGING_STRUCTURED_FORMAT_CONSOLE", "logstash");
        }
        installation.orchestrator().set("BELAY_ORCHESTRATOR_METRICS_READEVERY", "1s");
        installation.worker(WorkerKind.BACKUP).set("BELAY_BACKUP_METRICS_READEVERY", "1s");
        startNotifier();
        installation.start(Production.ENVIRONMENT);
        startPrometheusIfInstalled();

        production.migrations().addMigration();
        release = installation.api().start(PLAN, Production.ENVIRONMENT);
        production.migrations().awaitMigration(LIMIT);
        if (prometheus != null) {
            await("Prometheus sees that the release runs")
                    .atMost(LIMIT)
                    .until(() ->
                            !prometheus.query("belay_deployments_running == 1").isEmpty());
        }
        production.migrations().open();
        installation.api().awaitEnd(release, DeploymentStatus.SUCCEEDED, LIMIT);
    }

    private static void startNotifier() throws IOException {
        Path token = Files.writeString(installation.directory().resolve("slack-token"), SlackSite.TOKEN);
        OwnProcess notifier = installation.notifier();
        notifier.set("BELAY_NOTIFIER_SLACK_TOKENFILE", token.toString());
        notifier.set("BELAY_NOTIFIER_SLACK_CHANNEL", "#releases");
        notifier.set("BELAY_NOTIFIER_SLACK_APIURL", slack.url());
    }

    private static void startPrometheusIfInstalled() throws IOException {
        installation.notifier().start();
        Optional<Path> program = ProgramSearch.onPath().find("prometheus");
        if (program.isEmpty()) {
            return;
        }
        prometheus = new PrometheusServer(
                        program.get(),
                        Files.createDirectories(installation.directory().resolve("prometheus")),
                        installation.logs().resolve("prometheus.log"),
                        installation.services().entrySet().stream()
                                .collect(Collectors.toMap(
                                        service -> hostInConfiguration(service.getKey()), Map.Entry::getValue)))
                .start();
        await("Prometheus has scraped every service")
                .atMost(LIMIT)
                .until(() -> prometheus.query("up{job=\"belay\"} == 1").size()
                        == installation.services().size());
    }

    private static String hostInConfiguration(OwnProcess service) {
        return switch (service.name()) {
            case "orchestrator" -> "orchestrator-service:8080";
            case "notifier" -> "notifier-service:8086";
            default -> service.name() + "-worker:8081";
        };
    }

    @AfterAll
    static void stop() {
        try (TraceReceiver spans = receiver;
                SlackSite chat = slack;
                Installation all = installation;
                Production shop = production;
                PrometheusServer scraper = prometheus) {
            assertThat(List.of(spans, chat, all, shop)).doesNotContainNull();
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
        awaitSpan("belay-notifier", "tell log");
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
        assertThat(linesOf(installation.notifier()))
                .as("what the notifier tells of the release")
                .anySatisfy(line -> {
                    assertThat(line.path("deployment").asString("")).isEqualTo(release.text());
                    assertThat(line.path("traceId").asString("")).isEqualTo(trace);
                });
        assertThat(linesOf(installation.orchestrator()))
                .as("what the workflow says")
                .anySatisfy(line -> {
                    assertThat(line.path("message").asString("")).contains("is SUCCEEDED");
                    assertThat(line.path("traceId").asString("")).isEqualTo(trace);
                });
    }

    @Test
    void everyMetricOfBelayIsThereWithItsLabels() {
        Map<String, Set<String>> labels = Map.ofEntries(
                Map.entry("belay_deployments_total", Set.of("environment", "plan", "outcome")),
                Map.entry("belay_deployment_seconds_count", Set.of("environment", "plan", "outcome")),
                Map.entry("belay_deployments_running", Set.of("environment", "plan")),
                Map.entry("belay_deployments_stuck", Set.of()),
                Map.entry("belay_decisions_pending", Set.of()),
                Map.entry("belay_step_seconds_sum", Set.of("kind", "outcome")),
                Map.entry("belay_step_within_seconds_total", Set.of("kind", "le")),
                Map.entry("belay_heartbeat_age_seconds", Set.of("kind")),
                Map.entry("belay_steps_running", Set.of("kind", "worker")),
                Map.entry("belay_steps_queued", Set.of("kind", "worker")),
                Map.entry("belay_backup_age_seconds", Set.of("environment", "verified")),
                Map.entry("belay_backup_bytes", Set.of("environment")),
                Map.entry("belay_slack_delivery_seconds_count", Set.of("outcome")),
                Map.entry("belay_notifier_waiting_seconds", Set.of("channel")));

        labels.forEach((metric, expected) -> assertThat(sampled(metric))
                .as(metric)
                .allSatisfy(sample -> assertThat(labelsOf(sample)).isEqualTo(expected)));
        assertThat(sampled("belay_messages_dead_lettered_total"))
                .as("every service counts what it puts aside")
                .hasSize(installation.services().size());
        assertThat(sampled("belay_deployments_total{outcome=\"succeeded\"} == 1"))
                .hasSize(1);
        assertThat(sampled("belay_step_seconds_count{kind=\"backup\", outcome=\"succeeded\"} == 1"))
                .hasSize(1);
        assertThat(sampled("belay_step_within_seconds_total{kind=\"backup\", le=\"+Inf\"} == 1"))
                .hasSize(1);
        assertThat(sampled("histogram_quantile(0.9, sum by (kind, le)"
                        + " (belay_step_within_seconds_total{kind=\"backup\"})) > 0"))
                .hasSize(1);
        assertThat(sampled("http_server_requests_seconds_bucket{uri=\"/api/v1/deployments\", le=\"+Inf\"} > 0"))
                .isNotEmpty();
        assertThat(sampled("belay_backup_age_seconds{verified=\"checksum\"} < 600"))
                .hasSize(1);
        assertThat(sampled("belay_backup_age_seconds{verified=\"restore\"} == Inf"))
                .hasSize(1);
    }

    @Test
    void everyQueryOfTheDashboardHasData() {
        Dashboard dashboard = new Dashboard();

        assertThat(dashboard.uid()).isEqualTo("belay-deployments");
        assertThat(dashboard.rows().get(0)).startsWith("Releases: rate, errors, duration");
        assertThat(dashboard.queries()).hasSizeGreaterThan(20);
        dashboard
                .queries()
                .forEach((place, query) -> assertThat(sampled(query)).as(place).isNotEmpty());
    }

    @Test
    void dashboardMarksTheTimeInWhichTheReleaseRan() {
        String marked = new Dashboard().releases().path("expr").asString("").replace("$environment", ".*");

        assertThat(marked).endsWith(" > 0");
        assertThat(sampled("max_over_time((" + marked + ")[10m:1s])")).hasSize(1);
        assertThat(prometheus.query(marked)).as("now that it has ended").isEmpty();
    }

    @Test
    void everyRuleHasDataAndNoAlertFiresForAReleaseThatSucceeded() {
        Assumptions.assumeTrue(prometheus != null, MISSING);

        assertThat(prometheus.rules()).hasSize(21).allSatisfy(rule -> {
            String name = rule.path("name").asString("");
            assertThat(rule.path("health").asString("")).as(name + ": " + rule).isEqualTo("ok");
            if (rule.path("type").asString("").equals("recording")) {
                assertThat(sampled(name)).as(name).isNotEmpty();
            } else {
                String looksAt = lookedAt(rule.path("query").asString(""));
                assertThat(sampled(looksAt)).as(name + " looks at " + looksAt).isNotEmpty();
                assertThat(rule.path("state").asString("")).as(name).isNotEqualTo("firing");
            }
        });
    }

    /** An alert's expression without the comparison that is empty as long as all is well. */
    private static String lookedAt(String query) {
        return query.startsWith("absent(")
                ? query.substring("absent(".length(), query.length() - 1)
                : query.replaceFirst(" (>|==) [0-9.e+]+$", "");
    }

    /** The samples, as soon as there are some. */
    private static List<JsonNode> sampled(String query) {
        Assumptions.assumeTrue(prometheus != null, MISSING);
        return await("data for " + query)
                .atMost(Duration.ofSeconds(40))
                .until(() -> prometheus.query(query), samples -> !samples.isEmpty());
    }

    /** What a metric says of itself, without what Prometheus adds to every series of a service. */
    private static Set<String> labelsOf(JsonNode sample) {
        Set<String> labels = new TreeSet<>(sample.path("metric").propertyNames());
        labels.removeAll(Set.of("__name__", "instance", "job", "service"));
        return labels;
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
                        Optional::isPresent)
                .orElseThrow();
    }
}
