package dev.belay.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.event.RollbackPreview;
import dev.belay.contracts.outcome.Outcome;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Going back part of the way: to a step that a person names, after seeing what is lost. */
class PartialRollbackTest {
    private static final String ASKING =
            DeploymentBench.PLAN.replace("- run: colours", "- run: colours\n        onFailure: ask");
    private static final String RESTORING = DeploymentBench.PLAN.replace(
            "- run: colours", "- run: flush\n        undo: restore\n        onFailure: ask");

    private final FakeWorld world = new FakeWorld();

    @Test
    void takesBackWhatCameAfterTheStep() {
        world.answers("run-1/do", Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(ASKING)) {
            bench.awaitQuestion(1);
            bench.decide(DecisionKind.ROLLBACK, "rollout-1", "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
            assertThat(bench.reason())
                    .contains("anna chose to go back to \"rollout-1\"")
                    .endsWith("It is taken back to step \"rollout-1\", which stays with all before it."
                            + " The maintenance page stays on.");
        }
        assertThat(world.changes())
                .endsWith(
                        "run-1/undo/1 RunWork",
                        "migrate-1/undo/1 MigrateUndoForecastWork",
                        "migrate-1/undo/2 MigrateUndoWork");
        assertThat(world.asked()).last().isEqualTo("check-2.again/do/1 CheckWork");
        assertThat(world.events())
                .filteredOn(EventBody.DecisionMade.class::isInstance)
                .extracting(event -> ((EventBody.DecisionMade) event).argument())
                .containsExactly("rollout-1");
    }

    @Test
    void thereIsNoWayBackToAStepThatHasNotBeenPassed() {
        world.answers("run-1/do", Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(ASKING)) {
            bench.awaitQuestion(1);
            assertThatThrownBy(() -> bench.decide(DecisionKind.ROLLBACK, "run-1", "anna"))
                    .rootCause()
                    .hasMessageContaining(
                            "Step \"run-1\" has not been passed, so there is no way back to it; expected one"
                                    + " of check-1, prepare-1, migrate-1.ahead, maintenance-1, backup-1, rollout-1, migrate-1, beginning.");
            assertThat(bench.previewRollback("run-1").code()).isEqualTo("no-way-back");
            bench.decide(DecisionKind.ROLLBACK, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
    }

    @Test
    void aRestoreThatWouldTakeBackMoreThanWasSaidIsRefused() {
        world.answers("run-1/do", Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(RESTORING)) {
            bench.awaitQuestion(1);
            assertThatThrownBy(() -> bench.decide(DecisionKind.ROLLBACK, "migrate-1", "anna"))
                    .rootCause()
                    .hasMessageContaining("needs the backup b1")
                    .hasMessageContaining("takes back step \"migrate-1\" too, which was to stay. Go back to"
                            + " \"rollout-1\", or further.");
            assertThat(bench.previewRollback("migrate-1").code()).isEqualTo("restore-goes-further");
            bench.decide(DecisionKind.ROLLBACK, "rollout-1", "anna");
            assertThat(bench.awaitQuestion(2).text()).contains("restoring the backup b1");
            assertThatThrownBy(() -> bench.decide(DecisionKind.ROLLBACK, "rollout-1", "anna"))
                    .rootCause()
                    .hasMessageContaining("\"rollback\" means to restore the backup here");
            bench.decide(DecisionKind.ROLLBACK, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
        assertThat(world.changes())
                .contains("run-1/undo/3 RestoreWork")
                .doesNotContain("rollout-1/undo/1 ROLL_OUT v1.0.0");
    }

    @Test
    void aFailedUndoOffersNoRestoreThatWouldTakeBackWhatIsToStay() {
        String plan = ASKING.replace("- run: colours", "- migrate: 9\n      - run: colours");
        world.answers("run-1/do", Outcome.FAILED).answers("migrate-2/undo", Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(plan)) {
            bench.awaitQuestion(1);
            bench.decide(DecisionKind.ROLLBACK, "migrate-1", "anna");
            assertThat(bench.awaitQuestion(2).options()).doesNotContain(DecisionKind.ROLLBACK);
            bench.decide(DecisionKind.RETRY, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
    }

    @Test
    void anApprovalAfterChangesMayBeAnsweredByGoingBackPartOfTheWay() {
        String plan = DeploymentBench.PLAN.replace("- migrate: latest", "- approve: Go on?\n      - migrate: latest");

        try (DeploymentBench bench = new DeploymentBench(world).start(plan)) {
            assertThat(bench.awaitQuestion(1).options())
                    .containsExactly(DecisionKind.APPROVE, DecisionKind.REJECT, DecisionKind.ROLLBACK);
            bench.decide(DecisionKind.ROLLBACK, "backup-1", "olga");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
        assertThat(world.changes()).endsWith("rollout-1/do/1 ROLL_OUT v2.0.0", "rollout-1/undo/1 ROLL_OUT v1.0.0");
    }

    @Test
    void showsBeforehandWhatEachTargetWouldLose() {
        world.answers("run-1/do", Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(RESTORING)) {
            bench.awaitQuestion(1);
            RollbackPreview all =
                    Objects.requireNonNull(bench.previewRollback(null).preview());
            assertThat(all.outcome()).isEqualTo("Everything is taken back.");
            assertThat(all.takenBack())
                    .extracting(loss -> loss.target() + " " + loss.steps() + " " + loss.how())
                    .containsExactly(
                            "database [run-1, migrate-1] restored from the backup",
                            "code [rollout-1] back to version v1.0.0",
                            "maintenance [maintenance-1] maintenance off");
            assertThat(all.takenBack().get(0).loses()).contains("What was written since the backup b1");
            RollbackPreview part =
                    Objects.requireNonNull(bench.previewRollback("backup-1").preview());
            assertThat(part.kept()).extracting(step -> step.text()).containsExactly("maintenance-1");
            assertThat(part.warnings()).singleElement().asString().contains("The maintenance page stays on");
            bench.decide(DecisionKind.DONE, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }
    }
}
