package dev.belay.migration.online;

import dev.belay.migration.online.batch.Batches;
import dev.belay.migration.online.batch.Downstream;
import dev.belay.migration.online.batch.Pace;
import dev.belay.migration.online.book.Book;
import dev.belay.migration.online.lock.ShortLocks;
import dev.belay.migration.online.operation.Report;
import dev.belay.migration.online.operation.Site;
import dev.belay.migration.session.LockWatch;
import dev.belay.migration.session.TargetSessions;
import dev.belay.worker.execution.Execution;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** The sessions of one execution, set up for work beside others. */
final class OnlineSite implements AutoCloseable {
    /** Where nothing else says so: a lock that is no part of an effect, such as that of a count. */
    private static final Duration OTHER_LOCKS = Duration.ofSeconds(1);

    private final Connection connection;
    private final LockWatch watch;
    private final Downstream downstream;
    private final Site site;

    private OnlineSite(Connection connection, LockWatch watch, Downstream downstream, Site site) {
        this.connection = connection;
        this.watch = watch;
        this.downstream = downstream;
        this.site = site;
    }

    static TargetSessions sessions(Execution execution) {
        return new TargetSessions(execution, OTHER_LOCKS);
    }

    static OnlineSite open(Execution execution, TargetSessions sessions, OnlineProperties properties)
            throws SQLException {
        Connection connection = connect(sessions);
        try {
            Report report = new Report(execution);
            LockWatch watch = LockWatch.start(sessions, report::waits);
            ShortLocks locks = new ShortLocks(connection, properties.patience(), report, execution);
            Pace pace = new Pace(properties.batchRows(), properties.batchTime());
            Downstream downstream = new Downstream(
                    connection, execution, properties.replicaLag(), properties.indexBudget(), report::says);
            Batches batches = new Batches(connection, pace, locks, watch, downstream);
            Site site = new Site(
                    sessions,
                    connection,
                    locks,
                    batches,
                    watch,
                    new Book(connection, execution),
                    report,
                    properties.indexBudget());
            return new OnlineSite(connection, watch, downstream, site);
        } catch (SQLException | RuntimeException failed) {
            connection.close();
            throw failed;
        }
    }

    /** A role's timeouts are made for the application; a row that is not seen is an error, not one row less. */
    static Connection connect(TargetSessions sessions) throws SQLException {
        Connection connection = sessions.open();
        try (Statement statement = connection.createStatement()) {
            statement.execute("set statement_timeout = 0");
            statement.execute("set idle_in_transaction_session_timeout = 0");
            statement.execute("set row_security = off");
            statement.execute("set datestyle = 'ISO, YMD'");
            statement.execute("set jit = off");
            return connection;
        } catch (SQLException | RuntimeException failed) {
            connection.close();
            throw failed;
        }
    }

    Site site() {
        return site;
    }

    @Override
    public void close() throws SQLException {
        try {
            downstream.close();
            watch.close();
        } finally {
            connection.close();
        }
    }
}
