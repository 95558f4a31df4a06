package dev.belay.migration.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads the schema of a database in one query and one snapshot. */
public final class SchemaFingerprint {
    private static final String LINES = resource("schema-lines.sql");

    private SchemaFingerprint() {}

    /**
     * Reads on a connection in autocommit.
     *
     * @param history the migration tool's own tables in the connection's current schema, which are left out
     */
    public static Schema read(Connection connection, Set<String> history) throws SQLException {
        Array historyOids = oids(connection, history);
        connection.setAutoCommit(false);
        try {
            begin(connection);
            return Schema.of(objects(connection, historyOids));
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** With nothing but the catalog in the search path, the server's definitions name every schema. */
    private static void begin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set transaction isolation level repeatable read, read only");
            statement.execute("set local search_path = pg_catalog");
            statement.execute("set local jit = off");
        }
    }

    private static Array oids(Connection connection, Set<String> history) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select array(select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                        + " where n.nspname = current_schema() and c.relname = any (?))")) {
            query.setArray(1, connection.createArrayOf("text", history.toArray()));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getArray(1);
            }
        }
    }

    private static Map<String, String> objects(Connection connection, Array historyOids) throws SQLException {
        Map<String, String> objects = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(LINES)) {
            query.setArray(1, historyOids);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    String name = rows.getString(1) + " " + rows.getString(2);
                    objects.merge(name, String.valueOf(rows.getString(3)), (one, other) -> one + " && " + other);
                }
            }
        }
        return objects;
    }

    private static String resource(String name) {
        try (InputStream stream = Objects.requireNonNull(SchemaFingerprint.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
