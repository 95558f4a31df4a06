package dev.belay.migration.online.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/** One try of a transaction that waits for each of its locks for a moment only. */
public final class ShortTransaction {
    private ShortTransaction() {}

    /** What is done in the transaction. */
    public interface Statements<T> {
        T run(Connection connection) throws SQLException;
    }

    /**
     * Runs it and commits.
     *
     * @param connection in autocommit, before and after
     * @return what the statements gave; empty where a lock was not to be had in time, and nothing was done
     */
    public static <T> Optional<T> attempt(Connection connection, Duration lockTimeout, Statements<T> statements)
            throws SQLException {
        connection.setAutoCommit(false);
        try {
            set(connection, "lock_timeout", String.valueOf(lockTimeout.toMillis()));
            T given = statements.run(connection);
            connection.commit();
            return Optional.of(given);
        } catch (SQLException failed) {
            rollback(connection);
            if (LockBudget.passes(String.valueOf(failed.getSQLState()))) {
                return Optional.empty();
            }
            throw failed;
        } catch (RuntimeException failed) {
            rollback(connection);
            throw failed;
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
            }
        }
    }

    /** Sets what holds for the transaction that is open, and no longer. */
    public static void set(Connection connection, String setting, String value) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local " + setting + " = " + value);
        }
    }

    private static void rollback(Connection connection) throws SQLException {
        if (!connection.isClosed()) {
            connection.rollback();
        }
    }
}
