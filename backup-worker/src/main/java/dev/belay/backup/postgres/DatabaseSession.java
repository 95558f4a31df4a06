package dev.belay.backup.postgres;

import dev.belay.worker.database.TargetDatabase;
import dev.belay.worker.database.TargetFence;
import dev.belay.worker.database.TransactionPooler;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.execution.Execution;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** One session on a server, tagged with its execution. */
public final class DatabaseSession implements AutoCloseable {
    private final Connection connection;
    private final Execution.Registration registration;

    private DatabaseSession(Connection connection, Execution.Registration registration) {
        this.connection = connection;
        this.registration = registration;
    }

    /** On the environment's own database, where every session of ours is counted. */
    public static DatabaseSession onLive(Login login, Execution execution) {
        return new DatabaseSession(TargetDatabase.connect(login, execution), () -> {});
    }

    /** On another database; counting it would hide a session of somebody else. */
    public static DatabaseSession elsewhere(Login login, Execution execution) {
        Connection connection = open(login, execution);
        return new DatabaseSession(connection, execution.onCancel(() -> abort(connection)));
    }

    /** On another database, and left alone by a cancel: it puts things back in order. */
    public static DatabaseSession forRepair(Login login, Execution execution) {
        return new DatabaseSession(open(login, execution), () -> {});
    }

    /** Fails where the execution's turn on the target database is over. */
    public void requireTurn(Execution execution) throws SQLException {
        TargetFence.require(connection, execution);
    }

    /** Reads one column or more of a row. */
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    public <T> List<T> list(String sql, RowReader<T> reader, Object... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < arguments.length; index++) {
                statement.setObject(index + 1, arguments[index]);
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(reader.read(result));
                }
            }
            return rows;
        }
    }

    public <T> Optional<T> find(String sql, RowReader<T> reader, Object... arguments) throws SQLException {
        return list(sql, reader, arguments).stream().findFirst();
    }

    public List<String> texts(String sql, Object... arguments) throws SQLException {
        return list(sql, row -> row.getString(1), arguments);
    }

    public String text(String sql, Object... arguments) throws SQLException {
        return one(sql, row -> row.getString(1), arguments);
    }

    public long number(String sql, Object... arguments) throws SQLException {
        return one(sql, row -> row.getLong(1), arguments);
    }

    public boolean holds(String sql, Object... arguments) throws SQLException {
        return one(sql, row -> row.getBoolean(1), arguments);
    }

    public <T> T one(String sql, RowReader<T> reader, Object... arguments) throws SQLException {
        return find(sql, reader, arguments).orElseThrow(() -> new SQLException("No row was returned by: " + sql));
    }

    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A statement that a cancel stops on the server too. */
    public void executeStoppable(String sql, Execution execution) throws SQLException {
        try (Statement statement = connection.createStatement();
                Execution.Registration stopping = execution.onCancel(() -> stop(statement))) {
            statement.execute(sql);
        }
    }

    private static void stop(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException alreadyOver) {
            // A statement that is over need not be stopped.
        }
    }

    /** Statements that belong into one transaction. */
    public interface Together {
        void run() throws SQLException;
    }

    /** Runs statements in one transaction, which any failure takes back. */
    public void together(Together statements) throws SQLException {
        begin();
        try {
            statements.run();
            connection.commit();
        } catch (SQLException | RuntimeException failed) {
            connection.rollback();
            throw failed;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** What is read in a transaction. */
    public interface Reading<T> {
        T read() throws SQLException;
    }

    /** Reads in a transaction of which nothing stays. */
    public <T> T takenBack(Reading<T> reading) throws SQLException {
        begin();
        try {
            return reading.read();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** Opens a transaction that lasts until the session is closed. */
    public void begin() throws SQLException {
        connection.setAutoCommit(false);
    }

    public PostgresVersion serverVersion() throws SQLException {
        return PostgresVersion.ofServer(connection.getMetaData().getDatabaseProductVersion());
    }

    @Override
    public void close() throws SQLException {
        registration.close();
        connection.close();
    }

    private static Connection open(Login login, Execution execution) {
        Properties properties = new Properties();
        properties.setProperty("user", login.username());
        properties.setProperty("password", login.password().value());
        properties.setProperty("ApplicationName", execution.sessionName());
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
        try {
            Connection connection = DriverManager.getConnection(login.url(), properties);
            try {
                TransactionPooler.refuse(connection, login);
                takeItsTime(connection);
                return connection;
            } catch (SQLException | RuntimeException failed) {
                connection.close();
                throw failed;
            }
        } catch (SQLException refused) {
            throw TargetDatabase.failure(login, refused);
        }
    }

    /** A role may be given limits that suit an application; a restore takes longer, and waits for its programs. */
    private static void takeItsTime(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_catalog.set_config(name, '0', false) from pg_catalog.pg_settings"
                    + " where name in ('statement_timeout', 'idle_session_timeout', 'transaction_timeout')");
        }
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException alreadyClosed) {
            // A connection that is gone needs no abort.
        }
    }
}
