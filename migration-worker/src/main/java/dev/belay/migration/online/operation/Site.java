package dev.belay.migration.online.operation;

import dev.belay.migration.online.batch.Batches;
import dev.belay.migration.online.book.Book;
import dev.belay.migration.online.lock.ShortLocks;
import dev.belay.migration.session.LockWatch;
import dev.belay.migration.session.TargetSessions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * What operations work with.
 *
 * @param connection in autocommit between transactions
 * @param patience for statements that make no reader and no writer wait, such as building an index concurrently
 */
public record Site(
        TargetSessions sessions,
        Connection connection,
        ShortLocks locks,
        Batches batches,
        LockWatch watch,
        Book book,
        Report report,
        Duration patience) {

    public void execute(String sql) throws SQLException {
        execute(connection, sql);
    }

    /** For a statement that waits for others without making anybody wait. */
    public void executePatiently(String sql) throws SQLException {
        executePatiently(connection, sql);
    }

    public void executePatiently(Connection on, String sql) throws SQLException {
        TargetSessions.waitForLocks(on, patience);
        try {
            execute(on, sql);
        } finally {
            if (!on.isClosed()) {
                TargetSessions.waitForLocks(on, sessions.lockTimeout());
            }
        }
    }

    public long count(String sql) throws SQLException {
        return number(connection, sql);
    }

    public static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    public static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
