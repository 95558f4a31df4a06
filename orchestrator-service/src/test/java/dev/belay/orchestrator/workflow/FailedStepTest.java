package dev.belay.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.outcome.Outcome;
import org.junit.jupiter.api.Test;

/** What a person may choose where a step has failed, and what follows. */
class FailedStepTest {
    private static final String ASKING =
            DeploymentBench.PLAN.replace("- run: colours", "- run: colours\n        onFailure: ask");
    private static final String OFFERING = DeploymentBench.PLAN.replace(
            "- migrate: latest", "- migrate: latest\n        onFailure: {ask: {offer: [colours]}}");

    private final FakeWorld world = new FakeWorld();

    @Test
    void aSkippedStepIsNotDoneAndTheDeploymentGoesOn() {
        world.answers("run-1/do", Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(ASKING)) {
            EventBody.DecisionNeeded question = bench.awaitQuestion(1);
            assertThat(question.options())
                    .containsExactly(DecisionKind.RETRY, DecisionKind.SKIP, DecisionKind.DONE, DecisionKind.ROLLBACK);
            assertThat(question.text())
                    .contains("Skipped, what the task changes is missing, or there by half")
                    .contains("later steps count on it: maintenance-2, check-2")
                    .contains("only a rollback takes it back: task remove-colours");
            bench.decide(DecisionKind.SKIP, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }
        assertThat(world.events())
                .filteredOn(EventBody.StepChanged.class::isInstance)
                .map(EventBody.StepChanged.class::cast)
                .filteredOn(event -> event.step().equals(new StepId("run-1")))
                .last()
                .satisfies(event -> assertThat(event.status()).isEqualTo(StepStatus.SKIPPED))
                .satisfies(event -> assertThat(event.note()).isEqualTo("Skipped by anna: looked at it"));
    }

    @Test
    void whatASkippedStepMayHaveChangedIsTakenBackAllTheSame() {
        world.answers("run-1/do", Outcome.FAILED).answers("check-2/do", Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(ASKING)) {
            bench.awaitQuestion(1);
            bench.decide(DecisionKind.SKIP, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
        assertThat(world.changes()).contains("run-1/undo/1 RunWork");
    }

    @Test
    void aStepWhoseOutcomeNobodyKnowsIsNotSkipped() {
        world.answers("run-1/do", Outcome.UNKNOWN);

        try (DeploymentBench bench = new DeploymentBench(world).start(ASKING)) {
            assertThat(bench.awaitQuestion(1).options()).doesNotContain(DecisionKind.SKIP);
            assertThatThrownBy(() -> bench.decide(DecisionKind.SKIP, "anna"))
                    .rootCause()
                    .hasMessageContaining("expected one of retry, done, rollback");
            bench.decide(DecisionKind.DONE, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }
    }

    @Test
    void anOfferedTaskRunsAndThenTheStepAgain() {
        world.answers("migrate-1/do", Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(OFFERING)) {
            EventBody.DecisionNeeded question = bench.awaitQuestion(1);
            assertThat(question.offers()).containsExactly("colours");
            assertThat(question.text()).contains("run an offered task and then retry (colours)");
            bench.decide(DecisionKind.REPAIR, "colours", "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }
        assertThat(world.changes())
                .containsSubsequence(
                        "migrate-1/do/1 MigrateWork", "repair-1/do/1 RunWork", "migrate-1/do/2 MigrateWork");
        assertThat(world.events())
                .filteredOn(EventBody.StepAdded.class::isInstance)
                .map(EventBody.StepAdded.class::cast)
                .singleElement()
                .satisfies(added -> assertThat(added.phase()).isEqualTo("change"))
                .satisfies(added -> assertThat(added.step().title()).isEqualTo("Repair before migrate-1: colours"));
    }

    @Test
    void aRepairIsTakenBackAfterTheStepThatRanAgain() {
        world.answers("migrate-1/do", Outcome.FAILED).answers("check-2/do", Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(OFFERING)) {
            bench.awaitQuestion(1);
            bench.decide(DecisionKind.REPAIR, "colours", "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
        assertThat(world.changes())
                .containsSubsequence(
                        "run-1/undo/1 RunWork",
                        "migrate-1/undo/2 MigrateUndoWork",
                        "repair-1/undo/1 RunWork",
                        "rollout-1/undo/1 ROLL_OUT v1.0.0");
    }

    @Test
    void aRepairThatFailsIsAskedAboutAndTheStepRunsAgainAfterIt() {
        world.answers("migrate-1/do", Outcome.FAILED).answers("repair-1/do", Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(OFFERING)) {
            bench.awaitQuestion(1);
            bench.decide(DecisionKind.REPAIR, "colours", "anna");
            assertThat(bench.awaitQuestion(2).step()).isEqualTo(new StepId("repair-1"));
            bench.decide(DecisionKind.SKIP, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }
        assertThat(world.changes()).contains("migrate-1/do/2 MigrateWork");
    }

    @Test
    void aTaskThatIsNotOfferedIsRefused() {
        world.answers("migrate-1/do", Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(OFFERING)) {
            bench.awaitQuestion(1);
            assertThatThrownBy(() -> bench.decide(DecisionKind.REPAIR, "flush", "anna"))
                    .rootCause()
                    .hasMessageContaining("Task \"flush\" is not offered; expected one of colours.");
            bench.decide(DecisionKind.ROLLBACK, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
    }
}
