package dev.belay.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.outcome.Outcome;
import org.junit.jupiter.api.Test;

/** Snapshots of the database go when their deployment is over, however it has ended, and not before. */
class SnapshotDropTest {
    private static final String DROP = "drop-snapshots/do/1 DropSnapshotsWork";
    private static final String PLAN = DeploymentBench.PLAN.replace(
            "verify: [list, checksum, restore]", "verify: [list, checksum, restore]\n        snapshot: yes");

    private final FakeWorld world = new FakeWorld();

    @Test
    void dropsThemAfterSuccess() {
        assertThat(ended(PLAN)).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(world.asked()).contains(DROP);
    }

    @Test
    void asksNobodyToDropWhatNoPlanHasKept() {
        assertThat(ended(DeploymentBench.PLAN)).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(world.asked()).doesNotContain(DROP);
    }

    @Test
    void dropsThemOnceEverythingIsTakenBack() {
        world.answers("check-2/do", Outcome.FAILED);

        assertThat(ended(PLAN)).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(world.asked().indexOf(DROP))
                .isGreaterThan(world.asked().indexOf("maintenance-1/undo/1 maintenance OFF"));
    }

    @Test
    void endsAllTheSameWhereTheyCannotBeDropped() {
        world.answers("drop-snapshots/do", Outcome.FAILED).because("drop-snapshots/do", FailureCode.DATABASE_ERROR);

        assertThat(ended(PLAN)).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(world.events())
                .filteredOn(EventBody.Noted.class::isInstance)
                .extracting(event -> ((EventBody.Noted) event).text())
                .anySatisfy(text -> assertThat(text).startsWith("The snapshots of the database could not be dropped"));
    }

    private DeploymentStatus ended(String plan) {
        try (DeploymentBench bench = new DeploymentBench(world).start(plan)) {
            return bench.end();
        }
    }
}
