package dev.belay.migration.tool;

import dev.belay.migration.tool.AppliedMigration.Condition;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads a history from its table. */
public final class HistoryReader {
    /** Before the description of a migration that has no version. */
    static final String REPEATABLE = "R:";

    private HistoryReader() {}

    static boolean repeatable(AppliedMigration migration) {
        return migration.version().startsWith(REPEATABLE);
    }

    /**
     * Reads rows of version, description and condition.
     *
     * @param query ordered as the migrations were applied
     */
    public static List<AppliedMigration> read(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<AppliedMigration> applied = new ArrayList<>();
            while (rows.next()) {
                applied.add(new AppliedMigration(
                        rows.getString(1), rows.getString(2), Condition.valueOf(rows.getString(3))));
            }
            return applied;
        }
    }
}
