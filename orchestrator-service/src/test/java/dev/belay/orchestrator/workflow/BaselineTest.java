package dev.belay.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DecisionKind;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.Outcome;
import dev.belay.orchestrator.plan.PlanTexts;
import org.junit.jupiter.api.Test;

class BaselineTest {
    private static final String PLAN = "parameters: {version: {default: v1}}\n"
            + PlanTexts.withSteps(
                    "maintenance: on", "check: Quiet\nlogs: [{source: api, matching: error, count: none}]");

    private final FakeWorld world = new FakeWorld();

    @Test
    void aCheckReadsLogsOnFromWhereTheyEndedBeforeTheFirstChange() {
        try (DeploymentBench bench = new DeploymentBench(world).start(PLAN)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }

        assertThat(world.asked())
                .containsExactly(
                        "baseline-1/do/1 BaselineWork",
                        "maintenance-1/do/1 maintenance ON",
                        "check-1/do/1 CheckWork from api 42");
    }

    @Test
    void whereItCannotBeMeasuredAPersonMayGoOnWithout() {
        world.answers("baseline-1/do", Outcome.FAILED, Outcome.FAILED, Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(PLAN)) {
            bench.awaitQuestion(1);
            assertThat(world.changes()).allMatch(line -> line.startsWith("baseline"));
            bench.decide(DecisionKind.DONE, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }
        assertThat(world.asked()).last().isEqualTo("check-1/do/1 CheckWork");
    }
}
