package dev.belay.migration;

import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.Work;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.testing.SlowWork;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A migration proves itself by the tool's own history, written in the migration's transaction. */
abstract class MigrateContract extends MigrationContract {
    @Override
    protected Handler<?> handler() {
        return system.migrate;
    }

    @Override
    protected Work work() {
        return system.work();
    }

    @Override
    protected int effects() throws SQLException {
        return applied();
    }

    @Override
    protected List<Outcome> afterEffect() {
        return List.of(Outcome.SUCCEEDED);
    }

    @Override
    protected List<Outcome> beforeEffect() {
        return List.of(Outcome.NOT_DONE);
    }

    @Override
    protected Optional<SlowWork> slowWork() throws IOException {
        system.add(Change.of("slow", "create table slow ()").then("select pg_sleep(300)"));
        return Optional.of(whileASessionRuns(work()));
    }
}
