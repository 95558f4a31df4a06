package dev.belay.worker.database;

import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Opens sessions on the database of an environment, each tagged with its execution and counted. */
public final class TargetDatabase {
    private static final int CONNECT_SECONDS = 10;

    private static final int FIRST_WITH_CONNECTION_CHECK = 14;

    private TargetDatabase() {}

    /**
     * Opens a session that is cancelled with the execution.
     *
     * @throws WorkFailed when the database cannot be reached or refuses the login, which names user and address, never
     *     the password; when a pooler stands before it that keeps no session; when the execution's turn on the database
     *     is over
     */
    public static Connection connect(Login login, Execution execution) {
        try {
            Connection connection = open(login, execution);
            try {
                TargetFence.require(connection, execution);
                return connection;
            } catch (SQLException | RuntimeException refused) {
                connection.close();
                throw refused;
            }
        } catch (SQLException refused) {
            throw failure(login, refused);
        }
    }

    /** The same whosever turn it is, and with the driver's own exception. */
    static Connection open(Login login, Execution execution) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", login.username());
        properties.setProperty("password", login.password().value());
        properties.setProperty("ApplicationName", execution.sessionName());
        properties.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
        properties.setProperty("tcpKeepAlive", "true");
        Connection connection = DriverManager.getConnection(login.url(), properties);
        execution.countDatabaseSessions(isOnTheTarget(login, execution) ? 1 : 0);
        try {
            TransactionPooler.refuse(connection, login);
            endWithTheClient(connection);
        } catch (SQLException | RuntimeException failed) {
            connection.close();
            throw failed;
        }
        execution.onCancel(() -> abort(connection));
        return connection;
    }

    /** A replica is none, nor is another database: to count what is opened there would hide a session of somebody else. */
    private static boolean isOnTheTarget(Login login, Execution execution) {
        return ServerAddress.of(login)
                .isSameDatabase(ServerAddress.of(
                        execution.environment().requireDatabase().main()));
    }

    /** What a failed login means for people. */
    public static WorkFailed failure(Login login, SQLException refused) {
        String state = String.valueOf(refused.getSQLState());
        String where = "user \"" + login.username() + "\" at " + login.url();
        if (state.startsWith("28")) {
            return new WorkFailed(
                    FailureCode.DATABASE_LOGIN_REFUSED,
                    "The database refused the login of " + where + ": " + refused.getMessage() + ".",
                    "Check the user and the password that the environment file refers to, then retry.");
        }
        if (state.startsWith("08") || state.equals("57P03")) {
            return new WorkFailed(
                    FailureCode.DATABASE_UNREACHABLE,
                    "The database could not be reached as " + where + ": " + refused.getMessage() + ".",
                    "Check that the server runs and that this worker's host may connect to it, then retry.");
        }
        return new WorkFailed(
                FailureCode.DATABASE_ERROR,
                "The database answered " + where + " with an error (" + state + "): " + refused.getMessage() + ".",
                "Mend what the error names, then retry.");
    }

    /** An abort only closes the socket; without this the server would go on with the statement, and keep its locks. */
    private static void endWithTheClient(Connection connection) throws SQLException {
        if (connection.getMetaData().getDatabaseMajorVersion() >= FIRST_WITH_CONNECTION_CHECK) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set client_connection_check_interval = '500ms'");
            }
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
