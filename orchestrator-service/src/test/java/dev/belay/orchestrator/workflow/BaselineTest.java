package dev.belay.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepId;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.outcome.Outcome;
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

    @Test
    void aCheckComparesItsRequestsWithBeforeTheFirstChange() {
        String plan = "parameters: {version: {default: v1}}\n"
                + PlanTexts.withSteps(
                        "maintenance: on",
                        "check: Fast\nhttp: [{get: /a, faster: 30%}, {get: /missing, faster: 30%}]",
                        "check: Other\nhttp: [{get: /a}]");

        try (DeploymentBench bench = new DeploymentBench(world).start(plan)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }

        assertThat(world.asked())
                .containsExactly(
                        "baseline-1/do/1 BaselineWork",
                        "maintenance-1/do/1 maintenance ON",
                        "check-1/do/1 CheckWork compares [/a PT0.09S, /missing null]",
                        "check-2/do/1 CheckWork");
        assertThat(world.events())
                .contains(new EventBody.Noted(
                        new StepId("baseline-1"), "The time of GET /missing could not be taken: found status 404"));
    }

    @Test
    void aCheckComparesItsQueriesWithBeforeTheFirstChange() {
        String plan = "parameters: {version: {default: v1}}\n"
                + PlanTexts.withSteps(
                        "maintenance: on",
                        "check: Fast\nattempts: 2\ndatabase: {queries: [{sql: select 1, faster: 30%},"
                                + " {sql: select missing, faster: 30%}], rows: [{table: a, count: same as before}]}",
                        "check: Other\ndatabase: {rows: [{sql: select 5, expect: 5}]}");
        world.answers("check-1/do", Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(plan)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }

        assertThat(world.asked())
                .containsExactly(
                        "baseline-1/do/1 BaselineWork",
                        "maintenance-1/do/1 maintenance ON",
                        "check-1/do/1 CheckWork compares [select 1 PT0.04S, select missing null][the rows of a 7]",
                        "check-1/do/2 CheckWork compares [select 1 PT0.04S, select missing null][the rows of a 7]",
                        "check-2/do/1 CheckWork");
        assertThat(world.events())
                .contains(new EventBody.Noted(
                        new StepId("baseline-1"), "The time of \"select missing\" could not be taken: no such table"));
    }
}
