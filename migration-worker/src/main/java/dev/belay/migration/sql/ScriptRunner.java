package dev.belay.migration.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Runs a file's statements one after another, so that a failure names its statement. */
public final class ScriptRunner {
    private ScriptRunner() {}

    /** Told of each statement that has run. */
    public interface Step {
        void ran(int statements) throws SQLException;
    }

    /**
     * Runs on a connection whose transaction, if any, stays open.
     *
     * @throws StatementFailed when the database refuses a statement; in autocommit those before it have taken effect
     */
    public static void run(SqlScript script, Connection connection, Step step) throws SQLException {
        boolean atOnce = connection.getAutoCommit();
        int ran = 0;
        for (SqlStatement next : script.statements()) {
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                statement.execute(next.text());
            } catch (SQLException refused) {
                throw new StatementFailed(script.file(), next, refused, atOnce ? ran : 0);
            }
            ran++;
            step.ran(ran);
        }
    }
}
