package dev.belay.migration.session;

import dev.belay.worker.database.TargetDatabase;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.execution.Execution;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Opens the sessions of one execution on its environment's database; none waits for a lock without an end. */
public final class TargetSessions {
    private static final int FIRST_WITH_CONNECTION_CHECKS = 140_000;

    private final Login login;
    private final Execution execution;
    private final Duration lockTimeout;

    public TargetSessions(Execution execution, Duration lockTimeout) {
        this.login = execution.environment().requireDatabase().main();
        this.execution = execution;
        this.lockTimeout = lockTimeout;
    }

    public Login login() {
        return login;
    }

    /** Whether they are on a copy, with which anything may be done. */
    public boolean areOnACopy() {
        return execution.copy().isPresent();
    }

    public Duration lockTimeout() {
        return lockTimeout;
    }

    /** A session of its own, in autocommit; the caller closes it. */
    public Connection open() throws SQLException {
        Connection connection = TargetDatabase.connect(login, execution);
        try {
            noticeLostClients(connection);
            waitForLocks(connection, lockTimeout);
            return connection;
        } catch (SQLException | RuntimeException failed) {
            connection.close();
            throw failed;
        }
    }

    /** A session without a lock timeout, for statements that wait for others without making anybody wait. */
    public Connection openPatient() throws SQLException {
        Connection connection = open();
        waitForLocks(connection, Duration.ZERO);
        return connection;
    }

    /** Sets how long a session waits for each lock; zero is without an end. */
    public static void waitForLocks(Connection connection, Duration timeout) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set lock_timeout = " + timeout.toMillis());
        }
    }

    /** Without this a cancelled statement would run to its end, with all its locks, before the server looks up. */
    private static void noticeLostClients(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select set_config('client_connection_check_interval', '500ms', false)"
                    + " where current_setting('server_version_num')::int >= " + FIRST_WITH_CONNECTION_CHECKS);
        }
    }
}
