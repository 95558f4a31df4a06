package dev.belay.migration;

import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.Work;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.process.SupervisedProcesses;
import dev.belay.worker.testing.SlowWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Reading the state of migrations changes nothing; a locked history holds it up. */
@Tag("long")
@ParameterizedClass
@EnumSource(names = {"FLYWAY", "SQL"})
class MigrationStateContractTest extends MigrationContract {
    private Optional<Connection> locking = Optional.empty();

    @Override
    void prepare() {
        system.migrate();
    }

    @AfterEach
    void unlock() throws SQLException {
        if (locking.isPresent()) {
            locking.get().close();
        }
    }

    @Override
    protected Handler<?> handler() {
        return new MigrationStateHandler(
                new MigrationProperties(Duration.ofMinutes(5)),
                system.schemas,
                system.tools,
                new MigrationLint(new SupervisedProcesses(Duration.ofSeconds(1)), new LintProperties(1_000)));
    }

    @Override
    protected Work work() {
        return system.stateWork();
    }

    @Override
    protected int effects() {
        return begun();
    }

    @Override
    protected List<Outcome> afterEffect() {
        return List.of(Outcome.NOT_DONE);
    }

    @Override
    protected List<Outcome> beforeEffect() {
        return List.of(Outcome.NOT_DONE);
    }

    @Override
    protected Optional<SlowWork> slowWork() throws SQLException {
        Connection connection = system.connect();
        locking = Optional.of(connection);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table " + system.history + " in access exclusive mode");
        }
        return Optional.of(whileASessionRuns(work()));
    }
}
