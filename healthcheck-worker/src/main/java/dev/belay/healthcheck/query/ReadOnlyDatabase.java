package dev.belay.healthcheck.query;

import dev.belay.worker.database.NamedReplica;
import dev.belay.worker.database.TargetDatabase;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The database as the read-only role sees it: one session, opened when it is first needed, every query in a read-only
 * transaction of its own that ends with the time left.
 */
public final class ReadOnlyDatabase implements AutoCloseable {
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);
    private static final Duration AFTER_THE_END = Duration.ofSeconds(1);

    private final Execution execution;
    private final Duration longest;
    private final Execution.Registration cancellation;
    private final AtomicReference<@Nullable Statement> running = new AtomicReference<>();
    private @Nullable Connection connection;
    private @Nullable WorkFailed refused;

    public ReadOnlyDatabase(Execution execution) {
        this(execution, Duration.ofMillis(Integer.MAX_VALUE));
    }

    /** @param longest how long one reading may take, where the execution's time does not end before */
    public ReadOnlyDatabase(Execution execution, Duration longest) {
        this.execution = execution;
        this.longest = longest;
        this.cancellation = execution.onCancel(this::cancelRunning);
    }

    /** Reads what a query answers with. */
    public interface Answer<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /** Reads from the database; everything it does is taken back. */
    public interface Reading<T> {
        T read(Connection connection) throws SQLException;
    }

    /**
     * Reads in one read-only transaction.
     *
     * @throws WorkFailed when the database cannot be reached, the same one every time so that it is tried only once
     * @throws dev.belay.worker.environment.EnvironmentLacks when the environment has no database
     */
    public <T> T read(Reading<T> reading) throws SQLException {
        return read(longest, reading);
    }

    private <T> T read(Duration limit, Reading<T> reading) throws SQLException {
        Connection open = open();
        try {
            limitTime(open, limit);
            return reading.read(open);
        } finally {
            rollBack(open);
        }
    }

    /** The replicas that the environment names, each to be asked at its own address; the caller closes them. */
    public List<NamedReplica> replicas() {
        return execution.environment().requireDatabase().replicas().stream()
                .map(login -> new NamedReplica(login, execution))
                .toList();
    }

    /** The user that queries run as, for messages. */
    public String user() {
        return execution.environment().requireDatabase().readOnly().username();
    }

    /**
     * The one value that a plan's query answers with.
     *
     * @throws UnexpectedAnswer when it is no single query, or answers with anything but one row of one column
     */
    public String single(String sql) throws SQLException {
        return ask(sql, longest, ReadOnlyDatabase::singleValue, 2);
    }

    /**
     * What a plan's query answers with.
     *
     * @param limit how long it may take
     * @param most how many rows are asked for
     * @throws UnexpectedAnswer when it is no single query
     */
    public <T> T ask(String sql, Duration limit, Answer<T> answer, int most) throws SQLException {
        SingleStatement.require(sql);
        return asIs(sql, limit, answer, most);
    }

    /** As {@link #ask}, of SQL around a query that is known to be a single one. */
    public <T> T asIs(String sql, Duration limit, Answer<T> answer, int most) throws SQLException {
        return read(limit, open -> {
            try (Statement statement = open.createStatement()) {
                statement.setEscapeProcessing(false);
                statement.setMaxRows(most);
                running.set(statement);
                if (!statement.execute(sql)) {
                    throw new UnexpectedAnswer("it answered with no rows at all; a query of one value was expected");
                }
                try (ResultSet rows = statement.getResultSet()) {
                    return answer.read(rows);
                }
            } finally {
                running.set(null);
            }
        });
    }

    @Override
    public void close() {
        cancellation.close();
        Connection open = connection;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException alreadyGone) {
                // A session that is gone needs no closing.
            }
        }
    }

    /** Asks the server to end the query: a connection that is merely cut would let it run on. */
    private void cancelRunning() {
        Statement statement = running.get();
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException alreadyGone) {
                // The session is being closed anyway, and the statement ends with the time left.
            }
        }
    }

    private Connection open() throws SQLException {
        if (refused != null) {
            throw refused;
        }
        Connection open = connection;
        if (open == null) {
            Login login = execution.environment().requireDatabase().readOnly();
            try {
                open = TargetDatabase.connect(login, execution);
            } catch (WorkFailed failed) {
                refused = failed;
                throw failed;
            }
            connection = open;
            open.setAutoCommit(false);
            open.setReadOnly(true);
        }
        return open;
    }

    /** The execution's own end comes first: what it breaks off must not look like a query that is slow by itself. */
    private void limitTime(Connection open, Duration limit) throws SQLException {
        Duration left = execution.timeLeft().plus(AFTER_THE_END);
        long milliseconds = (left.compareTo(SHORTEST_TIMEOUT) < 0 ? SHORTEST_TIMEOUT : left).toMillis();
        try (Statement statement = open.createStatement()) {
            statement.execute("set local statement_timeout = " + Math.min(milliseconds, limit.toMillis()));
        }
    }

    private static String singleValue(ResultSet rows) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        if (columns != 1) {
            throw new UnexpectedAnswer("it answered with " + columns + " columns; one was expected");
        }
        if (!rows.next()) {
            throw new UnexpectedAnswer("it answered with no row; exactly one was expected");
        }
        String value = rows.getString(1);
        if (value == null) {
            throw new UnexpectedAnswer("it answered with null; a value was expected");
        }
        if (rows.next()) {
            throw new UnexpectedAnswer("it answered with more than one row; exactly one was expected");
        }
        return value;
    }

    private static void rollBack(Connection open) {
        try {
            open.rollback();
        } catch (SQLException alreadyGone) {
            // The next reading says that the session is gone.
        }
    }
}
