package dev.belay.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.Outcome;
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
        assertThat(world.changes()).endsWith("migrate-2/undo/1 OnlineUndoWork", "migrate-1/undo/1 OnlineUndoWork");
    }
}
