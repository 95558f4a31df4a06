package dev.belay.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Outcome;
import org.junit.jupiter.api.Test;

/** Online operations are judged and read before they begin, and go back newest first, each step by itself. */
class OnlineMigrationTest {
    private static final String PLAN = """
            plan: shop
            parameters:
              version: {default: v2.0.0}
            phases:
              - phase: change
                steps:
                  - migrate: {online: [{addColumn: orders.size, type: text, default: "'small'", notNull: yes}]}
                  - migrate: {online: [{createIndex: orders_size, on: orders, columns: [size]}]}
                  - run: colours
            """;

    private final FakeWorld world = new FakeWorld();

    @Test
    void goesBackToWhatWasReadBefore() {
        world.answers("run-1/do", Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(PLAN)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }

        assertThat(world.asked())
                .startsWith(
                        "migrate-1/before/1 OnlineStateWork",
                        "migrate-1/do/1 OnlineMigrateWork",
                        "migrate-2/before/1 OnlineStateWork",
                        "migrate-2/do/1 OnlineMigrateWork");
        assertThat(world.changes())
                .endsWith(
                        "migrate-2/undo/1 UndoForecastWork",
                        "migrate-2/undo/2 OnlineUndoWork",
                        "migrate-1/undo/1 UndoForecastWork",
                        "migrate-1/undo/2 OnlineUndoWork");
    }

    @Test
    void asksBeforeItDropsWhatWasWrittenSince() {
        world.answers("run-1/do", Outcome.FAILED)
                .drops(new Evidence("orders.channel", "12 values were written into it since"));

        try (DeploymentBench bench = new DeploymentBench(world).start(PLAN)) {
            assertThat(bench.awaitQuestion(1).text())
                    .contains("Taking step \"migrate-2\" back drops", "orders.channel: 12 values were written");
            assertThat(world.changes()).noneMatch(asked -> asked.endsWith("OnlineUndoWork"));
            bench.decide(DecisionKind.ROLLBACK, "anna");
            bench.awaitQuestion(2);
            bench.decide(DecisionKind.DONE, "anna");
            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
        assertThat(world.changes())
                .contains("migrate-2/undo/2 OnlineUndoWork")
                .noneMatch(asked -> asked.startsWith("migrate-1/undo/2"));
    }

    @Test
    void asksBeforeAToolDropsWhatWasWrittenSince() {
        world.answers("run-1/do", Outcome.FAILED).drops(new Evidence("public.notes", "2 rows were written since"));

        try (DeploymentBench bench = new DeploymentBench(world).start(DeploymentBench.PLAN)) {
            assertThat(bench.awaitQuestion(1).text())
                    .contains("Taking step \"migrate-1\" back drops", "public.notes: 2 rows were written since");
            assertThat(world.changes())
                    .contains("migrate-1/undo/1 MigrateUndoForecastWork")
                    .noneMatch(asked -> asked.endsWith("MigrateUndoWork"));
            bench.decide(DecisionKind.ROLLBACK, "anna");
            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
        assertThat(world.changes()).contains("migrate-1/undo/2 MigrateUndoWork");
    }

    @Test
    void leavesWhatWasWrittenWhereAPersonCloses() {
        world.answers("run-1/do", Outcome.FAILED).drops(new Evidence("orders.channel", "unknown"));

        try (DeploymentBench bench = new DeploymentBench(world).start(PLAN)) {
            bench.awaitQuestion(1);
            bench.decide(DecisionKind.CLOSE, "anna");
            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLBACK_FAILED);
        }
        assertThat(world.changes()).noneMatch(asked -> asked.endsWith("OnlineUndoWork"));
    }

    @Test
    void asksNothingAgainWhereTheUndoIsTriedAgain() {
        world.answers("run-1/do", Outcome.FAILED)
                .answers("migrate-2/undo", Outcome.SUCCEEDED, Outcome.FAILED, Outcome.SUCCEEDED)
                .drops(new Evidence("orders.channel", "12 values"));

        try (DeploymentBench bench = new DeploymentBench(world).start(PLAN)) {
            bench.awaitQuestion(1);
            bench.decide(DecisionKind.ROLLBACK, "anna");
            assertThat(bench.awaitQuestion(2).text()).contains("could not be taken back");
            bench.decide(DecisionKind.RETRY, "anna");
            assertThat(bench.awaitQuestion(3).step().text()).isEqualTo("migrate-1");
            bench.decide(DecisionKind.ROLLBACK, "anna");
            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
        assertThat(world.asked()).contains("migrate-2/undo/3 OnlineUndoWork");
    }
}
