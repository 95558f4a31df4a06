package dev.belay.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.Output.SessionMark;
import org.junit.jupiter.api.Test;

/** A restore asks nobody only where it is proven that nobody but Belay has connected since the backup. */
class RestoreWithoutAskingTest {
    /** From the backup to the forecast: backup, roll-out and its state before, migration and its, task, check, four proofs. */
    private static final String PLAN = DeploymentBench.PLAN
            .replace("- run: colours", "- run: flush\n        undo: restore\n        attempts: 1")
            .replace("      - maintenance: off\n", "");

    private static final SessionMark BACKUP = new SessionMark(100, "life-1", 0);
    private static final int OWN = 11;

    private final FakeWorld world = new FakeWorld().answers("check-2/do", Outcome.FAILED);

    @Test
    void restoresWhereOnlyBelayHasConnected() {
        world.counts(BACKUP, new SessionMark(100 + OWN, "life-1", 0));

        try (DeploymentBench bench = new DeploymentBench(world).start(PLAN)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
        assertThat(world.changes())
                .contains("backup-1/do/1 BackupWork for RESTORE")
                .endsWith(
                        "run-1/undo/1 RestoreForecastWork",
                        "run-1/undo/2 STOP",
                        "run-1/undo/3 RestoreWork if proven after " + (OWN + 2),
                        "rollout-1/undo/1 ROLL_OUT v1.0.0",
                        "maintenance-1/undo/1 maintenance OFF");
    }

    @Test
    void asksWhereOneMoreSessionWasEstablished() {
        asks(PLAN, BACKUP, new SessionMark(100 + OWN + 1, "life-1", 0));
    }

    @Test
    void asksWhereSomebodyIsConnected() {
        asks(PLAN, BACKUP, new SessionMark(100 + OWN, "life-1", 1));
    }

    @Test
    void asksWhereSomebodyWasConnectedAtTheBackup() {
        asks(PLAN, new SessionMark(100, "life-1", 1), new SessionMark(100 + OWN, "life-1", 0));
    }

    @Test
    void asksWhereTheCountersBeganAnew() {
        asks(PLAN, BACKUP, new SessionMark(100 + OWN, "life-2", 0));
    }

    @Test
    void asksOnceMaintenanceWasSwitchedOff() {
        String plan = PLAN.replace("      - check: It works", "      - maintenance: off\n      - check: It works");

        asks(plan, BACKUP, new SessionMark(100 + OWN + 1, "life-1", 0));
    }

    @Test
    void asksWithoutMaintenance() {
        asks(PLAN.replace("      - maintenance: on\n", ""), BACKUP, new SessionMark(100 + OWN, "life-1", 0));
    }

    @Test
    void asksWhereTheWorkerFindsThatTheProofNoLongerHolds() {
        world.counts(BACKUP, new SessionMark(100 + OWN, "life-1", 0))
                .answers("run-1/undo", Outcome.SUCCEEDED, Outcome.SUCCEEDED, Outcome.FAILED)
                .because("run-1/undo", FailureCode.RESTORE_NOT_PROVEN);

        try (DeploymentBench bench = new DeploymentBench(world).start(PLAN)) {
            assertThat(bench.awaitQuestion(1).text()).contains("restoring the backup b1");
            bench.decide(DecisionKind.ROLLBACK, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
        assertThat(world.asked()).contains("run-1/undo/4 RestoreWork");
    }

    private void asks(String plan, SessionMark backup, SessionMark forecast) {
        world.counts(backup, forecast);

        try (DeploymentBench bench = new DeploymentBench(world).start(plan)) {
            assertThat(bench.awaitQuestion(1).text()).contains("restoring the backup b1");
            assertThat(world.asked()).noneMatch(line -> line.contains(" RestoreWork"));
            bench.decide(DecisionKind.ROLLBACK, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
        assertThat(world.asked()).anyMatch(line -> line.endsWith(" RestoreWork"));
    }
}
