package dev.belay.migration;

import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.Output.MigrationState;
import dev.belay.contracts.work.Work;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.testing.SlowWork;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** An undo proves itself by the schema's fingerprint; the migration that it takes back counts as its effect. */
@ParameterizedClass
@EnumSource(names = {"FLYWAY", "SQL"})
class MigrateUndoContractTest extends MigrationContract {
    private MigrationState before;

    @Override
    void prepare() {
        before = system.state();
        system.migrate();
    }

    @Override
    protected Handler<?> handler() {
        return system.undo;
    }

    @Override
    protected Work work() {
        return system.undoWork(before);
    }

    @Override
    protected int effects() throws SQLException {
        return 1 - applied();
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
        system.project.mend(Change.of(
                "items", "create table items (id int primary key)", "drop table items", "select pg_sleep(300)"));
        return Optional.of(whileASessionRuns(work()));
    }
}
