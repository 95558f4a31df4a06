package dev.belay.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.orchestrator.workflow.request.EnvironmentActivities;
import org.junit.jupiter.api.Test;

/** A deployment holds its target database, whichever environment file names it. */
class FencingTest {
    private static final DeploymentId OTHER = new DeploymentId("other-1");

    private final FakeWorld world = new FakeWorld().withDatabase();

    @Test
    void claimsBeforeTheFirstChangeAndGivesBackAtTheEnd() {
        try (DeploymentBench bench = new DeploymentBench(world).start(DeploymentBench.PLAN)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }
        assertThat(world.asked())
                .containsSubsequence(
                        "check-1/do/1 CheckWork",
                        "maintenance-1/before/1 CLAIM turn 1",
                        "maintenance-1/do/1 maintenance ON",
                        "fence/do/1 RELEASE turn 1");
        assertThat(world.turns())
                .contains("check-1/do/1 without")
                .contains("maintenance-1/do/1 turn 1", "backup-1/do/1 turn 1", "migrate-1/before/1 turn 1")
                .contains("migrate-1/do/1 turn 1", "run-1/do/1 turn 1", "check-2/do/1 turn 1");
        assertThat(world.fence().current()).isNull();
    }

    @Test
    void goingBackTakesTheNextTurnBeforeAnythingIsUndone() {
        world.answers("check-2/do", Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(DeploymentBench.PLAN)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
        assertThat(world.turns())
                .contains("check-2/do/1 turn 1", "migrate-1/undo/1 turn 2", "check-2.again/do/1 turn 2");
        assertThat(world.fence().current()).isNull();
    }

    @Test
    void doesNotBeginWhereAnotherHoldsIt() {
        world.fence().heldBy("other-1/1");
        world.environment().stands(OTHER, EnvironmentActivities.Standing.OPEN);

        try (DeploymentBench bench = new DeploymentBench(world).start(DeploymentBench.PLAN)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
            assertThat(bench.reason())
                    .contains("Database \"shop\" is held by deployment other-1, which is not over")
                    .contains("Nothing had been changed");
        }
        assertThat(world.changes()).noneMatch(line -> line.contains("/do/") && line.contains("maintenance"));
        assertThat(world.fence().current()).isEqualTo("other-1/1");
    }

    @Test
    void takesOverFromADeploymentThatIsOver() {
        world.fence().heldBy("other-1/2");
        world.environment().stands(OTHER, EnvironmentActivities.Standing.OVER);

        try (DeploymentBench bench = new DeploymentBench(world).start(DeploymentBench.PLAN)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }
    }

    @Test
    void saysHowToFreeADatabaseThatAnUnknownDeploymentHolds() {
        world.fence().heldBy("other-1/1");

        try (DeploymentBench bench = new DeploymentBench(world).start(DeploymentBench.PLAN)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
        assertThat(world.events())
                .filteredOn(EventBody.StepChanged.class::isInstance)
                .map(EventBody.StepChanged.class::cast)
                .anySatisfy(step -> {
                    assertThat(step.failure()).isNotNull();
                    assertThat(step.failure().message()).contains("other-1, which was not started here");
                    assertThat(step.failure().next()).contains("\"[belay: held by other-1/1]\" out of its comment");
                });
    }

    @Test
    void waitsForAPersonWhereAnotherHasTakenItBeforeTheWayBack() {
        world.answers("check-2/do", Outcome.FAILED);
        world.openUntilCancelled("check-2/do");

        try (DeploymentBench bench = new DeploymentBench(world).start(DeploymentBench.PLAN)) {
            world.awaitAsked("check-2/do/1 CheckWork");
            world.fence().heldBy("other-1/1");
            world.environment().stands(OTHER, EnvironmentActivities.Standing.OPEN);
            world.end("check-2/do", Outcome.FAILED);

            assertThat(bench.awaitQuestion(1).text()).contains("is held by deployment other-1, which is not over");
            world.environment().stands(OTHER, EnvironmentActivities.Standing.OVER);
            bench.decide(DecisionKind.RETRY, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
        assertThat(world.turns()).contains("migrate-1/undo/1 turn 2");
    }

    @Test
    void saysThatADatabaseIsNotFencedWhereTheRoleDoesNotOwnIt() {
        world.fence().notOwned();

        try (DeploymentBench bench = new DeploymentBench(world).start(DeploymentBench.PLAN)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }
        assertThat(world.turns()).allMatch(line -> line.endsWith("without"));
        assertThat(world.events())
                .filteredOn(EventBody.Noted.class::isInstance)
                .map(event -> ((EventBody.Noted) event).text())
                .anyMatch(note -> note.contains("Database \"shop\" is not fenced"));
    }

    @Test
    void endsWhereNobodyGivesTheDatabaseBack() {
        world.silentOn("fence/do/1#1");

        try (DeploymentBench bench = new DeploymentBench(world).start(DeploymentBench.PLAN)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }
        assertThat(world.fence().current()).isNotNull();
    }
}
