package dev.belay.migration.tool;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** A tool's history, found in the schema in which a new session of the login would create it. */
public final class HistoryTable {
    private HistoryTable() {}

    /** The quoted name with its schema, whether or not the table is there. */
    public static String qualified(Connection connection, String table) throws SQLException {
        try (PreparedStatement query =
                        connection.prepareStatement("select quote_ident(current_schema()) || '.' || quote_ident(?)");
                ResultSet row = bound(query, table)) {
            row.next();
            String name = row.getString(1);
            if (name == null) {
                throw new ToolRefused(
                        "The login's search path names no schema that is there, so the tool has no place for its "
                                + "history.",
                        "Create the schema, or set the role's search_path.");
            }
            return name;
        }
    }

    /** The qualified name; empty where there is no such table. */
    public static Optional<String> find(Connection connection, String table) throws SQLException {
        String qualified = qualified(connection, table);
        try (PreparedStatement query = connection.prepareStatement("select to_regclass(?) is not null");
                ResultSet row = bound(query, qualified)) {
            row.next();
            return row.getBoolean(1) ? Optional.of(qualified) : Optional.empty();
        }
    }

    private static ResultSet bound(PreparedStatement query, String value) throws SQLException {
        query.setString(1, value);
        return query.executeQuery();
    }
}
