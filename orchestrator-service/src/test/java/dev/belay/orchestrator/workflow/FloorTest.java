package dev.belay.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.outcome.Outcome;
import org.junit.jupiter.api.Test;

/** A phase that is kept is a floor: what fails later is taken back to its end. */
class FloorTest {
    static final String PLAN = """
            plan: mend-and-release
            parameters:
              version: {description: Git tag}
            phases:
              - phase: mend
                keep: yes
                steps:
                  - backup: database
                    verify: [restore]
                  - rollout: v1.5.0
                  - migrate: 3
              - phase: protect
                steps:
                  - maintenance: on
                  - backup: database
                    verify: [restore]
              - phase: change
                steps:
                  - rollout: ${version}
                  - migrate: latest
                  - run: colours
                  - maintenance: off
                  - check: It works
                    smoke: yes
                    attempts: 1
                    http: [{get: /health}]
            """;

    private final FakeWorld world = new FakeWorld();

    @Test
    void aLaterFailureIsTakenBackToTheEndOfThePhaseThatIsKept() {
        world.answers("run-1/do", Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(PLAN)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
            assertThat(bench.reason()).endsWith("It is taken back to the end of phase \"mend\", which is kept.");
        }
        assertThat(world.changes())
                .endsWith(
                        "run-1/undo/1 RunWork",
                        "migrate-2/undo/1 MigrateUndoForecastWork",
                        "migrate-2/undo/2 MigrateUndoWork",
                        "rollout-2/undo/1 ROLL_OUT v1.0.0",
                        "maintenance-1/undo/1 maintenance OFF")
                .doesNotContain("migrate-1/undo/2 MigrateUndoWork", "rollout-1/undo/1 ROLL_OUT v1.0.0");
        assertThat(world.asked()).last().isEqualTo("check-1.again/do/1 CheckWork");
        assertThat(world.events())
                .filteredOn(EventBody.Noted.class::isInstance)
                .extracting(event -> ((EventBody.Noted) event).text())
                .anyMatch(text -> text.startsWith("Phase \"mend\" is done and kept"));
    }

    @Test
    void aFailureInThePhaseItselfIsTakenBackToTheBeginning() {
        world.answers("migrate-1/do", Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(PLAN)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
            assertThat(bench.reason()).endsWith("Everything is taken back.");
        }
        assertThat(world.changes()).endsWith("migrate-1/undo/2 MigrateUndoWork", "rollout-1/undo/1 ROLL_OUT v1.0.0");
    }

    @Test
    void whereNothingHasChangedSinceTheSmokeChecksStillHaveToHold() {
        String plan = PLAN.replace("- maintenance: on", "- approve: Go on?\n      - maintenance: on");

        try (DeploymentBench bench = new DeploymentBench(world).start(plan)) {
            bench.awaitQuestion(1);
            bench.decide(DecisionKind.CANCEL, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
            assertThat(bench.reason())
                    .contains("end of phase \"mend\", which is kept. Nothing had been changed since.");
        }
        assertThat(world.asked()).last().isEqualTo("check-1.again/do/1 CheckWork");
    }

    @Test
    void aRestoreAfterTheFloorUsesTheBackupFromAfterIt() {
        String plan = PLAN.replace("- run: colours", "- run: flush\n        undo: restore");
        world.answers("check-1/do", Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(plan)) {
            assertThat(bench.awaitQuestion(1).text()).contains("restoring the backup b2");
            bench.decide(DecisionKind.ROLLBACK, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
        assertThat(world.changes()).noneMatch(line -> line.startsWith("migrate-1/undo"));
    }

    @Test
    void aBackupFromBeforeTheFloorIsNotGoneBackToWithoutAPerson() {
        String plan = PLAN.replace("- run: colours", "- run: flush\n        undo: restore")
                .replace(
                        "- maintenance: on\n      - backup: database",
                        "- maintenance: on\n      - backup: database\n        onFailure: note");
        world.answers("backup-2/do", Outcome.FAILED).answers("check-1/do", Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(plan)) {
            EventBody.DecisionNeeded question = bench.awaitQuestion(1);
            assertThat(question.text()).contains("has no backup");
            assertThat(question.options()).doesNotContain(DecisionKind.ROLLBACK);
            bench.decide(DecisionKind.DONE, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
        assertThat(world.asked()).noneMatch(line -> line.contains("Restore"));
    }

    @Test
    void aFailedUndoAfterTheFloorOffersNoRestoreFromBeforeIt() {
        String plan = PLAN.replace(
                "- maintenance: on\n      - backup: database",
                "- maintenance: on\n      - backup: database\n        onFailure: note");
        world.answers("backup-2/do", Outcome.FAILED)
                .answers("check-1/do", Outcome.FAILED)
                .answers("migrate-2/undo", Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(plan)) {
            assertThat(bench.awaitQuestion(1).options()).doesNotContain(DecisionKind.ROLLBACK);
            bench.decide(DecisionKind.RETRY, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
    }

    @Test
    void whereTheSmokeChecksDoNotHoldAtTheFloorAPersonMayGoBelowIt() {
        world.answers("check-1/do", Outcome.FAILED).answers("check-1.again/do", Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(PLAN)) {
            EventBody.DecisionNeeded question = bench.awaitQuestion(1);
            assertThat(question.text()).contains("end of phase \"mend\", which is kept. But \"It works, again\"");
            assertThat(question.options()).contains(DecisionKind.ROLLBACK);
            assertThatThrownBy(() -> bench.decide(DecisionKind.ROLLBACK, "anna"))
                    .rootCause()
                    .hasMessageContaining("Say how far to go back; expected one of")
                    .hasMessageContaining("backup-1, rollout-1, migrate-1, beginning");
            assertThat(bench.previewRollback("beginning").preview())
                    .satisfies(preview -> assertThat(preview.takenBack())
                            .extracting(loss -> loss.steps().get(0).text())
                            .containsExactly("migrate-1", "rollout-1"));
            bench.decide(DecisionKind.ROLLBACK, "beginning", "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
            assertThat(bench.reason()).endsWith("Everything is taken back.");
        }
        assertThat(world.changes()).endsWith("migrate-1/undo/2 MigrateUndoWork", "rollout-1/undo/1 ROLL_OUT v1.0.0");
        assertThat(world.changes())
                .filteredOn(line -> line.startsWith("run-1/undo"))
                .hasSize(1);
        assertThat(world.asked()).last().isEqualTo("check-1.again/do/2 CheckWork");
    }
}
