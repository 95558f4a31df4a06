package dev.belay.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.WorkerKind;
import dev.belay.e2e.harness.Api;
import dev.belay.e2e.harness.Installation;
import dev.belay.e2e.harness.Site;
import dev.belay.embedded.temporal.ServerChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A release that is watched after its end: its environment is free meanwhile, and what turns bad takes it back. */
@Tag("long")
class WatchedReleaseTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String ENVIRONMENT = "watched";

    private static final String WATCHED = """
            plan: watched
            description: A change, and a look at what follows
            phases:
              - phase: change
                steps:
                  - run: switch-on
                  - watch: 24h
                    every: 1s
                    http: [{get: /page}]
                    matrix:
                      - {when: probe.errors over 50%, for: 3s, do: rollback}
            """;

    private static final String HOTFIX = """
            plan: hotfix
            description: Another change meanwhile
            phases:
              - phase: change
                steps:
                  - run: switch-on
            """;

    private static @Nullable Site site;
    private static @Nullable Installation belay;

    @BeforeAll
    static void start() {
        site = new Site();
        belay = new Installation(
                "watched-release", ServerChoice.PROGRAM_IF_INSTALLED, WorkerKind.ROLLOUT, WorkerKind.HEALTHCHECK);
        belay.addEnvironment(ENVIRONMENT, """
                environment: watched
                http: {public: {baseUrl: "@url@"}}
                tasks:
                  switch-on: {command: [touch, "@mark@"], changes: outside, undo: switch-off, repeatable: yes}
                  switch-off: {command: [rm, -f, "@mark@"], changes: outside, repeatable: yes}
                """.replace("@url@", site.url()).replace("@mark@", mark().toString()));
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
    void thePageIsWell() throws IOException {
        site.pageAnswers(200);
        Files.deleteIfExists(mark());
        belay.awaitReady(ENVIRONMENT);
    }

    @Test
    void probeThatTurnsBadTakesTheReleaseBackThroughDeathsOfWorkerAndOrchestrator() {
        DeploymentId id = startAndAwaitWatching();
        belay.worker(WorkerKind.HEALTHCHECK).kill();
        belay.orchestrator().kill();
        belay.orchestrator().start();
        belay.worker(WorkerKind.HEALTHCHECK).start();
        belay.awaitReady(ENVIRONMENT);

        site.pageAnswers(500);

        belay.api().awaitEnd(id, DeploymentStatus.ROLLED_BACK, LIMIT);
        assertThat(mark()).doesNotExist();
        belay.api().awaitEnd(belay.api().start(HOTFIX, ENVIRONMENT), DeploymentStatus.SUCCEEDED, LIMIT);
    }

    @Test
    void hotfixPassesAndWithdrawsTheRollback() {
        DeploymentId id = startAndAwaitWatching();

        belay.api().awaitEnd(belay.api().start(HOTFIX, ENVIRONMENT), DeploymentStatus.SUCCEEDED, LIMIT);
        site.pageAnswers(500);

        await("the watch asks, since a later deployment has changed the environment")
                .atMost(LIMIT)
                .ignoreExceptions()
                .until(() -> !belay.api().deployment(id).path("questions").isEmpty());
        assertThat(mark()).exists();
    }

    private static DeploymentId startAndAwaitWatching() {
        DeploymentId id = belay.api().start(WATCHED, ENVIRONMENT);
        belay.api().awaitDeployment(id, LIMIT, now -> Api.status(now) == DeploymentStatus.WATCHING);
        assertThat(mark()).exists();
        return id;
    }

    private static Path mark() {
        return belay.directory().resolve("switched-on");
    }
}
