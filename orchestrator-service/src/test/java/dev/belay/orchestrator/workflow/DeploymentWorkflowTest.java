package dev.belay.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.outcome.Outcome;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DeploymentWorkflowTest {
    private final FakeWorld world = new FakeWorld();

    @Test
    void walksThroughThePlan() {
        try (DeploymentBench bench = new DeploymentBench(world).start(DeploymentBench.PLAN)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }

        assertThat(world.asked())
                .containsExactly(
                        "check-1/do/1 CheckWork",
                        "prepare-1/do/1 PREPARE v2.0.0",
                        "migrate-1.ahead/do/1 MigrationStateWork",
                        "maintenance-1/do/1 maintenance ON",
                        "backup-1/do/1 BackupWork",
                        "rollout-1/before/1 CURRENT",
                        "rollout-1/do/1 ROLL_OUT v2.0.0",
                        "migrate-1/before/1 MigrationStateWork",
                        "migrate-1/do/1 MigrateWork",
                        "run-1/do/1 RunWork",
                        "maintenance-2/do/1 maintenance OFF",
                        "check-2/do/1 CheckWork");
    }

    @Test
    void aMigrationWithoutAWayBackEndsItBeforeTheFirstChange() {
        world.answers("migrate-1.ahead/do", Outcome.FAILED)
                .because("migrate-1.ahead/do", FailureCode.MIGRATION_NOT_REVERSIBLE);

        try (DeploymentBench bench = new DeploymentBench(world).start(DeploymentBench.PLAN)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }

        assertThat(world.asked())
                .startsWith(
                        "check-1/do/1 CheckWork",
                        "prepare-1/do/1 PREPARE v2.0.0",
                        "migrate-1.ahead/do/1 MigrationStateWork")
                .doesNotContain("migrate-1.ahead/do/2 MigrationStateWork", "maintenance-1/do/1 maintenance ON");
        assertThat(world.changes())
                .containsExactly("prepare-1/do/1 PREPARE v2.0.0", "migrate-1.ahead/do/1 MigrationStateWork");
    }

    @Test
    void undoesCompletedStepsNewestFirst() {
        world.answers("check-2/do", Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(DeploymentBench.PLAN)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }

        assertThat(world.changes())
                .endsWith(
                        "maintenance-2/do/1 maintenance OFF",
                        "maintenance-2/undo/1 maintenance ON",
                        "run-1/undo/1 RunWork",
                        "migrate-1/undo/1 MigrateUndoForecastWork",
                        "migrate-1/undo/2 MigrateUndoWork",
                        "rollout-1/undo/1 ROLL_OUT v1.0.0",
                        "maintenance-1/undo/1 maintenance OFF");
    }

    @Test
    void provesThatNothingRunsBeforeTheFirstUndo() {
        world.answers("migrate-1/do", Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(DeploymentBench.PLAN)) {
            bench.end();
        }

        List<String> asked = world.asked();
        assertThat(asked.indexOf("quiesce-migration/do/1 QuiesceWork"))
                .isPositive()
                .isLessThan(asked.indexOf("migrate-1/undo/2 MigrateUndoWork"));
    }

    @Test
    void repeatsTheSmokeChecksAfterARollback() {
        world.answers("check-2/do", Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(DeploymentBench.PLAN)) {
            bench.end();
        }

        assertThat(world.asked()).last().isEqualTo("check-2.again/do/1 CheckWork");
    }

    @Test
    void isNotRolledBackWhileTheSmokeChecksFail() {
        world.answers("migrate-1/do", Outcome.FAILED).answers("check-2.again/do", Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(DeploymentBench.PLAN)) {
            assertThat(bench.awaitQuestion(1).options()).contains(DecisionKind.RETRY, DecisionKind.CLOSE);
            bench.decide(DecisionKind.RETRY, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
    }

    @Test
    void aFailedUndoBlocksItsAreaAndTheEndOfMaintenanceWhileOthersGoOn() {
        world.answers("run-1/do", Outcome.FAILED).answers("migrate-1/undo", Outcome.SUCCEEDED, Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(DeploymentBench.PLAN)) {
            bench.awaitQuestion(1);
            assertThat(world.changes())
                    .contains("rollout-1/undo/1 ROLL_OUT v1.0.0")
                    .doesNotContain("maintenance-1/undo/1 maintenance OFF");
            bench.decide(DecisionKind.RETRY, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
        assertThat(world.changes())
                .endsWith("migrate-1/undo/3 MigrateUndoWork", "maintenance-1/undo/1 maintenance OFF");
    }

    @Test
    void closingAFailedUndoEndsTheRollbackAsFailedWithMaintenanceStillOn() {
        world.answers("run-1/do", Outcome.FAILED).answers("migrate-1/undo", Outcome.SUCCEEDED, Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(DeploymentBench.PLAN)) {
            bench.awaitQuestion(1);
            bench.decide(DecisionKind.CLOSE, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLBACK_FAILED);
        }
        assertThat(world.changes()).doesNotContain("maintenance-1/undo/1 maintenance OFF");
    }

    @Test
    void aSilentWorkerGetsTheNextLeaseOfTheSameExecution() {
        world.silentOn("backup-1/do/1#1").silentOn("backup-1/do/1#2");

        try (DeploymentBench bench = new DeploymentBench(world).start(DeploymentBench.PLAN)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }

        assertThat(world.asked())
                .containsSubsequence(
                        "backup-1/do/1 BackupWork", "backup-1/do/1#2 BackupWork", "backup-1/do/1#3 BackupWork");
        assertThat(world.events())
                .filteredOn(EventBody.StatusChanged.class::isInstance)
                .extracting(event -> ((EventBody.StatusChanged) event).reason())
                .anyMatch(reason -> reason.contains("No backup worker in pool \"default\" answers"));
    }

    @Test
    void workThatWasNotDoneBeginsAgainAsTheNextExecutionAndCountsAsNoAttempt() {
        world.answers("migrate-1/do", Outcome.NOT_DONE, Outcome.NOT_DONE);

        try (DeploymentBench bench = new DeploymentBench(world).start(DeploymentBench.PLAN)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }

        assertThat(world.asked()).contains("migrate-1/do/3 MigrateWork");
    }

    @Test
    void anUnknownOutcomeWaitsForAPerson() {
        world.answers("migrate-1/do", Outcome.UNKNOWN);

        try (DeploymentBench bench = new DeploymentBench(world).start(DeploymentBench.PLAN)) {
            assertThat(bench.awaitQuestion(1).text()).contains("unknown outcome");
            bench.decide(DecisionKind.DONE, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }
    }

    @Test
    void aFailureThatMayPassIsTriedAgainAsOftenAsThePlanSays() {
        world.answers("check-1/do", Outcome.FAILED, Outcome.FAILED)
                .because("check-1/do", FailureCode.EXPECTATION_NOT_MET);

        try (DeploymentBench bench =
                new DeploymentBench(world).start(DeploymentBench.PLAN.replaceFirst("attempts: 1", "attempts: 3"))) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }
    }

    @Test
    void aFailureOfTheUsersIsNeverTriedAgain() {
        world.answers("check-1/do", Outcome.FAILED).because("check-1/do", FailureCode.DATABASE_LOGIN_REFUSED);

        try (DeploymentBench bench =
                new DeploymentBench(world).start(DeploymentBench.PLAN.replaceFirst("attempts: 1", "attempts: 3"))) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
        assertThat(world.changes()).isEmpty();
    }

    @Test
    void databaseUndosCollapseIntoOneRestoreThatAPersonHasAgreedTo() {
        String plan = DeploymentBench.PLAN.replace("- run: colours", "- run: flush\n        undo: restore");
        world.answers("check-2/do", Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(plan)) {
            assertThat(bench.awaitQuestion(1).text()).contains("restoring the backup b1");
            assertThat(world.asked()).noneMatch(line -> line.contains("RestoreWork"));
            bench.decide(DecisionKind.ROLLBACK, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
        assertThat(world.changes())
                .endsWith(
                        "maintenance-2/undo/1 maintenance ON",
                        "run-1/undo/1 RestoreForecastWork",
                        "run-1/undo/2 STOP",
                        "run-1/undo/3 RestoreWork",
                        "rollout-1/undo/1 ROLL_OUT v1.0.0",
                        "maintenance-1/undo/1 maintenance OFF");
        assertThat(world.events())
                .filteredOn(EventBody.StepChanged.class::isInstance)
                .map(EventBody.StepChanged.class::cast)
                .filteredOn(event -> event.status() == StepStatus.UNDONE)
                .extracting(EventBody.StepChanged::step)
                .contains(new StepId("run-1"), new StepId("migrate-1"));
    }

    @Test
    void aRestoreWithoutAVerifiedBackupIsAPersonsBusiness() {
        String plan = DeploymentBench.PLAN
                .replace("- backup: database", "- backup: database\n        onFailure: note")
                .replace("- run: colours", "- run: flush\n        undo: restore");
        world.answers("backup-1/do", Outcome.FAILED).answers("check-2/do", Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(plan)) {
            EventBody.DecisionNeeded question = bench.awaitQuestion(1);
            assertThat(question.text()).contains("has no backup");
            assertThat(question.options()).contains(DecisionKind.DONE, DecisionKind.CLOSE);
            bench.decide(DecisionKind.DONE, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
        assertThat(world.asked()).noneMatch(line -> line.contains("Restore"));
    }

    @Test
    void aCancelStopsTheStepAndTakesEverythingBack() {
        world.silentOn("migrate-1/do/1#1").answers("migrate-1/do", Outcome.CANCELLED);

        try (DeploymentBench bench = new DeploymentBench(world).start(DeploymentBench.PLAN)) {
            org.awaitility.Awaitility.await().until(() -> world.asked().contains("migrate-1/do/1 MigrateWork"));
            bench.decide(DecisionKind.CANCEL, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
        assertThat(world.cancellations()).isNotEmpty();
        assertThat(world.changes()).contains("migrate-1/undo/2 MigrateUndoWork");
    }

    @Test
    void theRequesterMayNotApproveAndAnotherMay() {
        String plan = DeploymentBench.PLAN.replace("- maintenance: on", "- approve: Go?\n      - maintenance: on");

        try (DeploymentBench bench = new DeploymentBench(world).start(plan)) {
            bench.awaitQuestion(1);
            assertThatThrownBy(() -> bench.decide(DecisionKind.APPROVE, "olga"))
                    .rootCause()
                    .hasMessageContaining("has started this deployment");
            bench.decide(DecisionKind.APPROVE, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }
    }

    @Test
    void aRejectionBeforeAnyChangeIsACancellation() {
        String plan = DeploymentBench.PLAN.replace("- maintenance: on", "- approve: Go?\n      - maintenance: on");

        try (DeploymentBench bench = new DeploymentBench(world).start(plan)) {
            bench.awaitQuestion(1);
            bench.decide(DecisionKind.REJECT, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.CANCELLED);
        }
        assertThat(world.asked()).noneMatch(line -> line.contains("maintenance"));
    }

    @Test
    void anApprovalThatExpiresIsACancellation() {
        String plan = DeploymentBench.PLAN.replace(
                "- maintenance: on", "- approve: Go?\n        expires: 15m\n      - maintenance: on");

        try (DeploymentBench bench = new DeploymentBench(world).start(plan)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.CANCELLED);
        }
    }

    @Test
    void aDoubleClickHasOneEffectAndALateClickNone() {
        String plan = DeploymentBench.PLAN.replace(
                "- maintenance: on", "- approve: One?\n      - approve: Two?\n      - maintenance: on");

        try (DeploymentBench bench = new DeploymentBench(world).start(plan)) {
            StepId first = bench.awaitQuestion(1).step();
            bench.decide(DecisionKind.APPROVE, "anna", first, "click-1");
            bench.decide(DecisionKind.APPROVE, "anna", first, "click-1");
            bench.awaitQuestion(2);
            assertThatThrownBy(() -> bench.decide(DecisionKind.APPROVE, "anna", first, "click-2"))
                    .rootCause()
                    .hasMessageContaining("not about step \"approve-1\"".replace("step ", ""));
            bench.decide(DecisionKind.REJECT, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.CANCELLED);
        }
    }

    @Test
    void eventsAreNumberedWithoutGaps() {
        world.answers("migrate-1/do", Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(DeploymentBench.PLAN)) {
            bench.end();
        }

        List<Long> numbers =
                world.numberedEvents().stream().map(DeploymentEvent::seq).toList();
        assertThat(numbers)
                .isEqualTo(LongStream.rangeClosed(1, numbers.size()).boxed().toList());
    }

    @Test
    void nobodyThereWhileGoingBackIsAskedAboutAndCanBeVouchedFor() {
        world.answers("migrate-1/do", Outcome.FAILED)
                .silentOn("quiesce-migration/do/1#1")
                .silentOn("quiesce-migration/do/1#2")
                .silentOn("quiesce-migration/do/1#3");

        try (DeploymentBench bench = new DeploymentBench(world).start(DeploymentBench.PLAN)) {
            assertThat(bench.awaitQuestion(1).options()).contains(DecisionKind.VOUCH);
            assertThat(world.asked()).noneMatch(line -> line.contains("MigrateUndoWork"));
            bench.decide(DecisionKind.VOUCH, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
    }
}
