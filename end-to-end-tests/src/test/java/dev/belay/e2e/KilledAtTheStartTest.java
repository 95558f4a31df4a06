package dev.belay.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import dev.belay.e2e.harness.Answer;
import dev.belay.e2e.harness.Api;
import dev.belay.e2e.harness.Histories;
import dev.belay.e2e.harness.Installation;
import dev.belay.e2e.harness.Site;
import dev.belay.e2e.harness.Topics;
import dev.belay.embedded.temporal.ServerChoice;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An orchestrator that is killed while it starts a deployment neither loses nor invents one. */
@Tag("long")
class KilledAtTheStartTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String ENVIRONMENT = "site";

    private static final String PLAN = """
            plan: tiny
            description: One look at the site
            phases:
              - phase: look
                steps:
                  - check: The site answers
                    http: [{get: /health, json: {"$.status": UP}}]
            """;

    private static @Nullable Site site;
    private static @Nullable Installation belay;

    @BeforeAll
    static void start() {
        site = new Site();
        belay = new Installation(
                "killed-at-the-start", ServerChoice.PROGRAM_IF_INSTALLED, WorkerKind.ROLLOUT, WorkerKind.HEALTHCHECK);
        belay.addEnvironment(ENVIRONMENT, """
                environment: site
                http: {public: {baseUrl: "@url@"}}
                """.replace("@url@", site.url()));
        belay.start(ENVIRONMENT);
    }

    @AfterAll
    static void stop() {
        try (Site away = site;
                Installation all = belay) {
            assertThat(all).isNotNull();
            assertThat(away).isNotNull();
        }
    }

    @BeforeEach
    void everythingRuns() {
        belay.awaitReady(ENVIRONMENT);
    }

    @Test
    void deploymentThatWasAskedForAndNotYetStartedRunsOnce() {
        belay.temporal().kill();
        DeploymentId id = belay.api().start(PLAN, ENVIRONMENT);
        assertThat(belay.api().deployment(id).path("status").asString("")).isEqualTo("PENDING");
        belay.orchestrator().kill();

        belay.startTemporal();
        belay.orchestrator().start();

        assertRunsOnce(id);
    }

    @Test
    void deploymentThatWasStartedAndHasNoEventYetRunsOnce() {
        belay.broker().kill();
        DeploymentId id = belay.api().start(PLAN, ENVIRONMENT);
        await("the workflow tries to publish its first event")
                .atMost(LIMIT)
                .ignoreExceptions()
                .until(() -> new Histories(belay).of(id).contains("Publish"));
        assertThat(belay.api().deployment(id).path("lastSeq").asInt(0)).isZero();
        belay.orchestrator().kill();

        belay.broker().start();
        belay.orchestrator().start();

        assertRunsOnce(id);
    }

    @Test
    void deploymentOfALaterTimeBeginsThenThroughDeathsOfTheOrchestratorAndOfTheWorkers() {
        Instant at = Instant.now().plusSeconds(40).truncatedTo(ChronoUnit.SECONDS);
        Answer asked = belay.api()
                .askFor(
                        Map.of("plan", PLAN, "environment", ENVIRONMENT, "at", at.toString()),
                        UUID.randomUUID().toString());
        assertThat(asked.status()).as(asked.body()).isEqualTo(201);
        DeploymentId id = new DeploymentId(asked.text("id"));
        belay.api().awaitDeployment(id, LIMIT, now -> Api.status(now) == DeploymentStatus.SCHEDULED);

        belay.orchestrator().kill();
        belay.worker(WorkerKind.HEALTHCHECK).kill();
        belay.worker(WorkerKind.HEALTHCHECK).start();
        belay.orchestrator().start();

        assertRunsOnce(id);
        assertThat(Instant.parse(belay.api().deployment(id).path("startedAt").asString("")))
                .as("begun no earlier than asked for")
                .isAfterOrEqualTo(at);
    }

    /** It is killed as soon as the next one is known, whether or not its run has been started and this one knows it. */
    @Test
    @Tag("long")
    void seriesGoesOnThroughTheDeathOfTheOrchestratorWhileOneFollowsAnother() {
        DeploymentId first =
                belay.api().start(PLAN.replace("plan: tiny", "plan: series\ncron: \"* * * * *\""), ENVIRONMENT);
        await("the next one is known").atMost(LIMIT).until(() -> series().size() == 2);
        belay.orchestrator().kill();
        belay.orchestrator().start();
        await("the next one has begun")
                .atMost(LIMIT)
                .ignoreExceptions()
                .until(() -> series().size() == 3 && scheduled().isPresent());

        DeploymentId last = scheduled().orElseThrow();
        belay.api().decide(last, DecisionKind.CANCEL);
        belay.api().awaitEnd(last, DeploymentStatus.CANCELLED, LIMIT);
        List<DeploymentId> done =
                series().stream().filter(id -> !id.equals(last)).toList();
        assertThat(done).hasSize(2).contains(first);
        done.forEach(KilledAtTheStartTest::assertRunsOnce);
        assertThat(done.stream()
                        .map(id ->
                                belay.api().deployment(id).path("scheduledFor").asString("")))
                .doesNotHaveDuplicates();
    }

    private static Optional<DeploymentId> scheduled() {
        return series().stream()
                .filter(id -> Api.status(belay.api().deployment(id)) == DeploymentStatus.SCHEDULED)
                .findFirst();
    }

    private static List<DeploymentId> series() {
        return belay.api().get("/api/v1/deployments?environment=" + ENVIRONMENT).json().path("items").values().stream()
                .filter(item -> item.path("plan").asString("").equals("series"))
                .map(item -> new DeploymentId(item.path("id").asString("")))
                .toList();
    }

    @Test
    void eventsThatAreLostOfOneDeploymentHideNoOther() {
        DeploymentId lost = new DeploymentId("lost-events");
        Topics topics = new Topics(belay);
        topics.publish(new DeploymentEvent(
                lost,
                1,
                Instant.now(),
                new EventBody.DeploymentStarted(
                        new EventBody.PlanOutline("lost", "", List.of()), "elsewhere", "anna", Map.of(), "")));
        topics.publish(new DeploymentEvent(
                lost, 7, Instant.now(), new EventBody.StatusChanged(DeploymentStatus.SUCCEEDED, "What is left")));

        assertRunsOnce(belay.api().start(PLAN, ENVIRONMENT));

        JsonNode shown = belay.api().awaitDeployment(lost, LIMIT, now -> Api.status(now) == DeploymentStatus.SUCCEEDED);
        assertThat(shown.path("warnings").toString()).contains("Events 2 to 6 are lost");
    }

    private static void assertRunsOnce(DeploymentId id) {
        belay.api().awaitEnd(id, DeploymentStatus.SUCCEEDED, LIMIT);
        assertThat(new Topics(belay).eventNumbers(id))
                .as("events from the first one on, without a gap")
                .isEqualTo(LongStream.rangeClosed(
                                1, belay.api().deployment(id).path("lastSeq").asLong())
                        .boxed()
                        .toList());
        assertThat(new Topics(belay)
                        .all().stream()
                                .filter(message -> message.body().contains("deployment-started")
                                        && message.body().contains(id.text()))
                                .map(Topics.Message::body)
                                .distinct())
                .as("its beginning")
                .hasSize(1);
        Answer all = belay.api().get("/api/v1/deployments?environment=" + ENVIRONMENT);
        assertThat(all.json().path("items").values())
                .extracting(item -> item.path("id").asString(""))
                .containsOnlyOnce(id.text());
    }
}
