package dev.belay.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.e2e.harness.Api;
import dev.belay.e2e.harness.Installation;
import dev.belay.e2e.harness.OwnProcess;
import dev.belay.e2e.harness.RunningPrograms;
import dev.belay.e2e.harness.TaskGate;
import dev.belay.embedded.temporal.ServerChoice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A task without a witness begins once, whatever becomes of its worker, and its result is not lost. */
@Tag("long")
class BegunOnceTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String ENVIRONMENT = "begun-once";
    private static final String STEP = "task";

    private static final String PLAN = """
            plan: one-task
            description: One task that nobody can look up
            phases:
              - phase: change
                steps:
                  - run: waits
                    id: task
            """;

    private static @Nullable Installation belay;
    private static @Nullable TaskGate gate;

    @BeforeAll
    static void start() {
        belay = new Installation("begun-once", ServerChoice.PROGRAM_IF_INSTALLED, WorkerKind.ROLLOUT);
        gate = TaskGate.in(belay);
        belay.addEnvironment(ENVIRONMENT, """
                environment: begun-once
                tasks:
                  at-once: {command: ["true"], changes: nothing}
                  waits: {command: ["@waits@"], changes: data, undo: at-once}
                """.replace("@waits@", gate.program().toString()));
        belay.start(ENVIRONMENT);
    }

    @AfterAll
    static void stop() {
        try (Installation all = belay) {
            assertThat(all).isNotNull();
        }
    }

    @BeforeEach
    void closeTheGate() {
        gate.close();
    }

    @Test
    void taskOfAKilledWorkerIsNotRunAgainBeforeAPersonHasDecided() {
        DeploymentId id = startAndAwaitRun();
        worker().kill();
        await("the task's process group has ended with its worker")
                .atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(RunningPrograms.with(gate.program().toString()))
                                .isEmpty());
        worker().start();

        belay.api()
                .awaitDeployment(
                        id,
                        LIMIT,
                        now -> Api.status(now) == DeploymentStatus.WAITING
                                && belay.api()
                                        .step(id, STEP)
                                        .path("status")
                                        .asString("")
                                        .equals("UNKNOWN"));
        assertThat(gate.runs()).isEqualTo(1);

        assertThat(belay.api().decide(id, DecisionKind.DONE).status()).isEqualTo(200);
        belay.api().awaitEnd(id, DeploymentStatus.SUCCEEDED, LIMIT);
        assertThat(gate.runs()).isEqualTo(1);
    }

    @Test
    void frozenWorkerIsAskedUnderANewLeaseAndGoesOnWithTheSameRun() {
        DeploymentId id = startAndAwaitRun();
        worker().freeze();
        belay.api()
                .awaitDeployment(
                        id,
                        LIMIT,
                        now -> belay.api().step(id, STEP).path("lease").asInt(0) > 1);
        worker().thaw();
        gate.open();

        belay.api().awaitEnd(id, DeploymentStatus.SUCCEEDED, LIMIT);
        assertThat(gate.runs()).isEqualTo(1);
        assertThat(belay.api().step(id, STEP).path("execution").asString("")).endsWith("/do/1");
    }

    @Test
    void resultOutlivesAnOutageOfKafkaAndTheDeathOfItsWorker() {
        DeploymentId id = startAndAwaitRun();
        belay.broker().kill();
        gate.open();
        await("the result is in the worker's journal")
                .atMost(LIMIT)
                .until(() -> journal().contains(id + "/task/do/1") && isFinished(id));
        worker().kill();
        worker().start();
        belay.broker().start();

        belay.api().awaitEnd(id, DeploymentStatus.SUCCEEDED, LIMIT);
        assertThat(gate.runs()).isEqualTo(1);
    }

    private static DeploymentId startAndAwaitRun() {
        belay.awaitReady(ENVIRONMENT);
        DeploymentId id = belay.api().start(PLAN, ENVIRONMENT);
        gate.awaitRun(LIMIT);
        return id;
    }

    private static OwnProcess worker() {
        return belay.worker(WorkerKind.ROLLOUT);
    }

    private static boolean isFinished(DeploymentId id) {
        return journal().lines().anyMatch(line -> line.contains("finished") && line.contains(id.text()));
    }

    private static String journal() {
        try {
            Path journal = belay.directory().resolve("state/default/rollout/journal.jsonl");
            return Files.readString(journal);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
