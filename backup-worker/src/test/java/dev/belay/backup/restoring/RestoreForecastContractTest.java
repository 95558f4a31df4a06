package dev.belay.backup.restoring;

import dev.belay.backup.Backups;
import dev.belay.backup.ShopContract;
import dev.belay.backup.ThrowawayPostgres;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.BackupWork.Verification;
import dev.belay.contracts.work.Output.BackupTaken;
import dev.belay.contracts.work.RestoreForecastWork;
import dev.belay.contracts.work.Work;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.testing.SlowWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A forecast only reads; locked tables hold it up, each for as long as it waits for a lock. */
class RestoreForecastContractTest extends ShopContract {
    private BackupTaken backup;
    private Optional<Connection> locking = Optional.empty();

    @BeforeEach
    void takeBackup() throws Exception {
        backup = Backups.take(shop, backups, Verification.CHECKSUM);
    }

    @AfterEach
    void unlock() throws SQLException {
        if (locking.isPresent()) {
            locking.get().close();
        }
    }

    @Override
    protected Handler<?> handler() {
        return new RestoreForecastHandler();
    }

    @Override
    protected Work work() {
        return new RestoreForecastWork(backup);
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
        Connection connection = ThrowawayPostgres.shared().connect(shop.database());
        locking = Optional.of(connection);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "lock table orders, customers, parts, \"Odd Schema\".\"Odd Table\" in access exclusive mode");
        }
        return Optional.of(new SlowWork(work(), this::waits, List.of(Outcome.NOT_DONE)));
    }

    private boolean waits() {
        return shop.text("select count(*) > 0 from pg_stat_activity where datname = current_database()"
                        + " and application_name like 'belay/%' and wait_event_type = 'Lock'")
                .equals("t");
    }
}
