package dev.belay.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.manifest.Manifest;
import dev.belay.orchestrator.deployment.Intent;
import dev.belay.orchestrator.deployment.Successors.Successor;
import dev.belay.orchestrator.plan.timing.Cron;
import dev.belay.orchestrator.plan.timing.Timing;
import dev.belay.orchestrator.plan.timing.Window;
import dev.belay.orchestrator.story.Story;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeriesOfDeploymentsTest {
    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
    private static final Cron MONTHLY = new Cron("0 3 1 * *");

    private final OrchestratorForTests orchestrator = OrchestratorForTests.shared();
    private final FakeGateway gateway = orchestrator.gateway();
    private final Api api = orchestrator.as("otto");

    @BeforeEach
    void everyMonth() {
        orchestrator.surroundings().timing = new Timing(
                new Window(LocalTime.of(2, 0), LocalTime.of(4, 0), KOLKATA, EnumSet.allOf(DayOfWeek.class)),
                null,
                null,
                MONTHLY);
    }

    @AfterEach
    void asBefore() {
        orchestrator.surroundings().timing = Timing.NONE;
        orchestrator.surroundings().manifests.clear();
        gateway.reachable = true;
    }

    @Test
    void aPlanWithACronIsScheduledForItsNextTime() {
        Api.Answer answer = deploy("series-first", null);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(Instant.parse(answer.at("/scheduledFor"))).isEqualTo(MONTHLY.after(Instant.now(), KOLKATA));
        assertThat(answer.at("/scheduledZone")).isEqualTo("Asia/Kolkata");
        assertThat(started(answer.at("/id")).schedule().series()).isEqualTo(new Intent.Series(MONTHLY, null));
    }

    @Test
    void withATimeOfItsOwnItIsDoneOnceThen() {
        assertThat(started(deploy("series-now", "now").at("/id")).schedule()).isNull();
        DeploymentId once =
                new DeploymentId(deploy("series-once", "2099-12-01T03:00+05:30").at("/id"));
        assertThat(started(once.text()).schedule().series()).isNull();
        assertThat(orchestrator.successors().after(once, false)).isEmpty();
    }

    @Test
    void whoFollowsIsTheSameHoweverOftenItIsAskedFor() throws InterruptedException, ExecutionException {
        Intent first = started(deploy("series-same", null).at("/id"));
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<Future<Optional<Successor>>> answers = new ArrayList<>();
            for (int caller = 0; caller < 4; caller++) {
                answers.add(callers.submit(() -> orchestrator.successors().after(first.deployment(), false)));
            }
            Successor next = answers.get(0).get().orElseThrow();
            for (Future<Optional<Successor>> answer : answers) {
                assertThat(answer.get()).contains(next);
            }
            assertThat(orchestrator.successors().after(first.deployment(), true))
                    .contains(next);
            assertThat(next.startsAt()).isEqualTo(MONTHLY.after(first.schedule().startsAt(), KOLKATA));
            assertThat(gateway.starts(next.deployment())).isEqualTo(1);
            assertThat(api.get("/api/v1/deployments?environment=series-same")
                            .json()
                            .at("/items"))
                    .hasSize(2);
            Intent followed = started(next.deployment().text());
            assertThat(followed.plan()).isEqualTo(first.plan());
            assertThat(followed.parameters()).isEqualTo(first.parameters());
            assertThat(followed.request().by()).isEqualTo("otto");
        } finally {
            callers.shutdownNow();
        }
    }

    /** As where the orchestrator is killed right after it has written who follows. */
    @Test
    void whoFollowsAndCouldNotBeStartedIsStartedOnceLater() {
        DeploymentId first = new DeploymentId(deploy("series-killed", null).at("/id"));
        gateway.reachable = false;
        Successor next = orchestrator.successors().after(first, false).orElseThrow();
        assertThat(gateway.starts(next.deployment())).isZero();

        gateway.reachable = true;
        orchestrator.reconciler().reconcile();
        orchestrator.reconciler().reconcile();

        assertThat(orchestrator.successors().after(first, false)).contains(next);
        assertThat(gateway.starts(next.deployment())).isEqualTo(1);
    }

    @Test
    void oneThatTakesAnothersPlaceIsJudgedAgainstTheFileAsItIs() {
        publish("series-file", "a");
        Intent first = started(deploy("series-file", null).at("/id"));
        begun(first);
        publish("series-file", "b");
        assertThat(orchestrator.starts().admit(first.deployment(), 3).lasts().name())
                .isEqualTo("UNTIL_JUDGED_ANEW");

        Successor instead =
                orchestrator.successors().after(first.deployment(), true).orElseThrow();

        assertThat(instead.startsAt()).isEqualTo(first.schedule().startsAt());
        begun(started(instead.deployment().text()));
        assertThat(orchestrator.starts().admit(instead.deployment(), 3).obstacle())
                .isNull();
    }

    /** Else each would take the place of the one before it, without an end. */
    @Test
    void workersWithDifferentFilesLetNobodyTakeAnothersPlace() {
        publish("series-files", "a");
        Intent first = started(deploy("series-files", null).at("/id"));
        orchestrator.surroundings().manifests.add(manifest("series-files", "b", WorkerKind.BACKUP));

        assertThat(orchestrator.starts().admit(first.deployment(), 3).lasts().name())
                .isEqualTo("FOR_EVER");
    }

    @Test
    void aDeploymentThatNobodyKnowsIsFollowedByNone() {
        assertThat(orchestrator.successors().after(new DeploymentId("never-seen"), false))
                .isEmpty();
    }

    private void begun(Intent intent) {
        new Story(intent.deployment().text())
                .started(intent.environment())
                .status(DeploymentStatus.SCHEDULED, "")
                .events()
                .forEach(orchestrator.projection()::apply);
    }

    private Intent started(String id) {
        return gateway.started.stream()
                .filter(intent -> intent.deployment().text().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void publish(String environment, String digest) {
        orchestrator.surroundings().manifests.clear();
        orchestrator.surroundings().manifests.add(manifest(environment, digest, WorkerKind.ROLLOUT));
    }

    private static Manifest manifest(String environment, String digest, WorkerKind worker) {
        return new Manifest(
                environment, "default", worker, digest.repeat(64), Instant.EPOCH, Manifest.Abilities.NONE, null);
    }

    private Api.Answer deploy(String environment, @Nullable String at) {
        Map<String, Object> body = new HashMap<>(Api.start(environment));
        body.put("at", at);
        return api.post("/api/v1/deployments", body);
    }
}
