package dev.belay.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.e2e.harness.Answer;
import dev.belay.e2e.harness.Api;
import dev.belay.e2e.harness.Installation;
import dev.belay.e2e.harness.OwnProcess;
import dev.belay.e2e.harness.RunningPrograms;
import dev.belay.e2e.harness.TaskGate;
import dev.belay.e2e.harness.Topics;
import dev.belay.embedded.temporal.ServerChoice;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One orchestrator serves a pool that comes while it runs beside its first one, and environments that come and go. */
@Tag("long")
class PoolsTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String NEAR = "near";
    private static final String FAR = "far";

    private static final String ENVIRONMENT = """
            environment: @name@
            pool: @pool@
            tasks:
              at-once: {command: ["true"], changes: nothing}
              waits: {command: ["@waits@"], changes: data, undo: at-once}
            """;

    private static final String SLOW = """
            plan: slow
            description: A task that takes its time, and one after it
            phases:
              - phase: change
                steps:
                  - run: waits
                    id: slow
                  - run: at-once
            """;

    private static final String SMALL = """
            plan: small
            description: One task
            phases:
              - phase: change
                steps:
                  - run: at-once
            """;

    private static @Nullable Installation belay;
    private static @Nullable OwnProcess farWorker;
    private static @Nullable TaskGate nearGate;
    private static @Nullable TaskGate farGate;

    @BeforeAll
    static void start() {
        belay = new Installation("pools", ServerChoice.PROGRAM_IF_INSTALLED, WorkerKind.ROLLOUT);
        nearGate = TaskGate.in(belay, "waits-near");
        farGate = TaskGate.in(belay, "waits-far");
        belay.addEnvironment(NEAR, environment(NEAR, "default", nearGate));
        belay.start(NEAR);
        farWorker = belay.addWorker(FAR, WorkerKind.ROLLOUT);
        farWorker.start();
    }

    @AfterAll
    static void stop() {
        try (Installation all = belay) {
            assertThat(all).isNotNull();
        }
    }

    @BeforeEach
    void bothPoolsAreReady() {
        nearGate.close();
        farGate.close();
        belay.addEnvironment(FAR, environment(FAR, FAR, farGate));
        awaitPublishers(FAR, 1);
    }

    @Test
    void firstAnswersOfAPoolThatHasJustComeAreNotMissed() {
        DeploymentId id = belay.api().start(SMALL, FAR);

        belay.api().awaitEnd(id, DeploymentStatus.SUCCEEDED, LIMIT);
        assertThat(belay.orchestrator().output())
                .contains("Lease 1 of " + id)
                .as("no heartbeat was missing")
                .doesNotContain("Lease 2 of " + id);
    }

    @Test
    void whatBefallsOnePoolsWorkerLeavesTheOthersDeploymentAlone() {
        DeploymentId near = belay.api().start(SLOW, NEAR);
        DeploymentId far = belay.api().start(SLOW, FAR);
        nearGate.awaitRun(LIMIT);
        farGate.awaitRun(LIMIT);

        farWorker.kill();
        await("the task's process group has ended with its worker")
                .atMost(LIMIT)
                .until(() -> RunningPrograms.with(farGate.program().toString()).isEmpty());
        farWorker.start();
        belay.api()
                .awaitDeployment(
                        far,
                        LIMIT,
                        now -> Api.status(now) == DeploymentStatus.WAITING
                                && belay.api()
                                        .step(far, "slow")
                                        .path("status")
                                        .asString("")
                                        .equals("UNKNOWN"));
        assertThat(Api.status(belay.api().deployment(near))).isEqualTo(DeploymentStatus.RUNNING);
        nearGate.open();
        farGate.open();
        assertThat(belay.api().decide(far, DecisionKind.RETRY).status()).isEqualTo(200);

        belay.api().awaitEnd(near, DeploymentStatus.SUCCEEDED, LIMIT);
        belay.api().awaitEnd(far, DeploymentStatus.SUCCEEDED, LIMIT);
        assertThat(nearGate.runs()).isEqualTo(1);
        assertThat(farGate.runs()).isEqualTo(2);
    }

    @Test
    void unreadableAnswerGoesToTheDeadLettersOfItsPool() {
        String answers = dev.belay.contracts.message.Topics.results(FAR);
        Topics topics = new Topics(belay);

        topics.publish(answers, "no message of Belay");

        await("the message is put aside")
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(topics.all())
                        .filteredOn(
                                message -> message.topic().equals(dev.belay.contracts.message.Topics.deadLetters(FAR)))
                        .singleElement()
                        .satisfies(message -> {
                            assertThat(message.body()).isEqualTo("no message of Belay");
                            assertThat(message.headers()).contains("belay-origin=" + answers);
                        }));
        belay.api().awaitEnd(belay.api().start(SMALL, FAR), DeploymentStatus.SUCCEEDED, LIMIT);
    }

    @Test
    void environmentThatIsRemovedTakesNoNewDeploymentAndTheRunningOneEndsWell() {
        DeploymentId running = belay.api().start(SLOW, FAR);
        farGate.awaitRun(LIMIT);

        belay.removeEnvironment(FAR);
        awaitPublishers(FAR, 0);
        farGate.open();

        belay.api().awaitEnd(running, DeploymentStatus.SUCCEEDED, LIMIT);
        assertRefusedAsRemoved();
        belay.api().awaitEnd(belay.api().start(SMALL, NEAR), DeploymentStatus.SUCCEEDED, LIMIT);
    }

    @Test
    void environmentThatIsRemovedWhileItsWorkerIsDownIsToldAtItsNextStart() {
        farWorker.stop();
        belay.removeEnvironment(FAR);
        assertThat(belay.publishers(FAR)).isEqualTo(1);

        farWorker.start();

        awaitPublishers(FAR, 0);
        assertRefusedAsRemoved();
    }

    private static void assertRefusedAsRemoved() {
        Answer refused = belay.api().askFor(SMALL, FAR, UUID.randomUUID().toString());
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.text("code")).isEqualTo("plan-invalid");
        assertThat(refused.body())
                .contains("removed-environment", "was removed: its file was gone when the rollout worker of pool");
        assertThat(belay.publishers(NEAR)).isEqualTo(1);
    }

    private static void awaitPublishers(String environment, int number) {
        await("workers that know " + environment).atMost(LIMIT).until(() -> belay.publishers(environment) == number);
    }

    private static String environment(String name, String pool, TaskGate gate) {
        return ENVIRONMENT
                .replace("@name@", name)
                .replace("@pool@", pool)
                .replace("@waits@", gate.program().toString());
    }
}
