package dev.belay.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.e2e.harness.Answer;
import dev.belay.e2e.harness.Api;
import dev.belay.e2e.harness.Installation;
import dev.belay.e2e.harness.OwnProcess;
import dev.belay.e2e.harness.TaskGate;
import dev.belay.e2e.harness.Topics;
import dev.belay.embedded.temporal.ServerChoice;
import dev.belay.embedded.temporal.TemporalProgram;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The real Temporal server is killed and comes back with its file: what happened meanwhile is neither lost nor repeated. */
@Tag("long")
class TemporalAwayTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String ENVIRONMENT = "temporal-away";

    private static final String TASKS = """
            environment: temporal-away
            tasks:
              at-once: {command: ["true"], changes: nothing}
              fails: {command: ["false"], changes: nothing}
              waits: {command: ["@waits@"], changes: nothing}
              changes: {command: ["true"], changes: data, undo: waits}
            """;

    private static final String TWO_TASKS = """
            plan: two-tasks
            description: A task that takes its time, and one after it
            phases:
              - phase: change
                steps:
                  - run: waits
                    id: slow
                  - run: at-once
                    id: after
            """;

    private static final String QUESTION = """
            plan: question
            description: A question and a task
            phases:
              - phase: change
                steps:
                  - approve: Go on?
                    requester: allowed
                  - run: at-once
            """;

    private static final String FAILING = """
            plan: failing
            description: A change that has to be taken back
            phases:
              - phase: change
                steps:
                  - run: changes
                    id: changed
                  - run: fails
                    id: failed
            """;

    private static @Nullable Installation belay;
    private static @Nullable TaskGate gate;

    @BeforeAll
    static void start() {
        assumeThat(TemporalProgram.find())
                .as("the program \"temporal\" is installed, as scripts/install-temporal does")
                .isPresent();
        belay = new Installation(ENVIRONMENT, ServerChoice.PROGRAM, WorkerKind.ROLLOUT);
        gate = TaskGate.in(belay);
        belay.addEnvironment(
                ENVIRONMENT, TASKS.replace("@waits@", gate.program().toString()));
        belay.start(ENVIRONMENT);
    }

    @AfterAll
    static void stop() {
        if (belay != null) {
            belay.close();
        }
    }

    @BeforeEach
    void closeTheGate() {
        gate.close();
    }

    @Test
    void resultOfAWorkerWaitsUntilTemporalIsBack() {
        DeploymentId id = belay.api().start(TWO_TASKS, ENVIRONMENT);
        gate.awaitRun(LIMIT);

        belay.temporal().kill();
        gate.open();
        await("the worker has answered").atMost(LIMIT).until(() -> hasAnswered(id));
        await("Temporal is away for longer than a heartbeat may be late")
                .during(Installation.HEARTBEAT.plusSeconds(5))
                .atMost(LIMIT)
                .until(() -> belay.orchestrator().isAlive());
        belay.startTemporal();

        belay.api().awaitEnd(id, DeploymentStatus.SUCCEEDED, LIMIT);
        assertThat(gate.runs()).as("runs of the task").isEqualTo(1);
    }

    @Test
    void decisionIsRefusedWhileTemporalIsAwayAndTakenAfterwards() {
        DeploymentId id = belay.api().start(QUESTION, ENVIRONMENT);
        belay.api().awaitDeployment(id, LIMIT, document -> Api.status(document) == DeploymentStatus.WAITING);

        belay.temporal().kill();
        Answer unanswered = belay.api().decide(id, DecisionKind.APPROVE);
        assertThat(unanswered.status()).as(unanswered.body()).isEqualTo(503);
        assertThat(unanswered.text("code")).isEqualTo("decision-not-answered");
        belay.startTemporal();

        await("the decision is taken").atMost(LIMIT).until(() -> isDecided(id));
        belay.api().awaitEnd(id, DeploymentStatus.SUCCEEDED, LIMIT);
    }

    @Test
    void rollbackGoesOnWhenTemporalIsBack() {
        DeploymentId id = belay.api().start(FAILING, ENVIRONMENT);
        gate.awaitRun(LIMIT);

        belay.temporal().kill();
        belay.startTemporal();
        gate.open();

        belay.api().awaitEnd(id, DeploymentStatus.ROLLED_BACK, LIMIT);
        assertThat(gate.runs()).as("runs of the undo").isEqualTo(1);
    }

    @Test
    void temporalWithoutTheNamespaceInterruptsNothing() {
        DeploymentId id = belay.api().start(TWO_TASKS, ENVIRONMENT);
        gate.awaitRun(LIMIT);

        belay.temporal().kill();
        try (OwnProcess stranger = belay.anotherTemporal("stranger")) {
            stranger.start();
            await("the stranger listens").atMost(LIMIT).until(() -> belay.temporalAnswers());
            await("the reconciler asks the stranger many times")
                    .during(Duration.ofSeconds(15))
                    .atMost(LIMIT)
                    .until(() -> !Api.status(belay.api().deployment(id)).terminal());
            Answer unanswered = belay.api().decide(id, DecisionKind.CANCEL);
            assertThat(unanswered.status()).as(unanswered.body()).isEqualTo(503);
        }
        belay.startTemporal();
        gate.open();

        belay.api().awaitEnd(id, DeploymentStatus.SUCCEEDED, LIMIT);
        assertThat(gate.runs()).as("runs of the task").isEqualTo(1);
    }

    private static boolean hasAnswered(DeploymentId id) {
        return new Topics(belay)
                .all().stream()
                        .filter(message -> message.topic().startsWith("belay.results."))
                        .anyMatch(message -> message.body().contains(id.text()));
    }

    /** Taken now, or the first one had reached Temporal after all and the question is gone. */
    private static boolean isDecided(DeploymentId id) {
        int status = belay.api().decide(id, DecisionKind.APPROVE).status();
        return status == 200 || status == 409;
    }
}
