package dev.belay.examples.production.observation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the state of a database in one read-only snapshot, without what a release tool keeps in it for itself. */
public final class DatabaseReader {
    private static final String TABLES = """
            select c.relname, quote_ident(c.relname) from pg_class c
            where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> '%s'
                and not starts_with(c.relname, 'belay_')
            order by c.relname""";

    /** Rows in the order of their own digests, so that neither their place on disk nor a key matters. */
    private static final String CONTENT = """
            select count(*), encode(sha256(convert_to(coalesce(string_agg(row_digest, '' order by row_digest), ''), 'UTF8')), 'hex')
            from (select md5(t::text) collate "C" as row_digest from public.%s t) digests""";

    private static final String COLUMNS = """
            select string_agg('t.' || quote_ident(attname), ', ' order by attnum) from pg_attribute
            where attrelid = 'public.%s'::regclass and attnum > 0 and not attisdropped""";

    private static final String CONTENT_OF_COLUMNS = CONTENT.replace("t::text", "row(%s)::text");

    private final String url;
    private final String username;
    private final String password;
    private final MigrationHistory history;

    public DatabaseReader(String url, String username, String password, MigrationHistory history) {
        this.url = url;
        this.username = username;
        this.password = password;
        this.history = history;
    }

    public DatabaseState read() {
        return inSnapshot(
                statement -> new DatabaseState(tables(statement), schema(statement), history.inEffect(statement)));
    }

    /** The columns of each table, as SQL names them. */
    public SortedMap<String, String> columns() {
        return inSnapshot(statement -> {
            SortedMap<String, String> columns = new TreeMap<>();
            for (Map.Entry<String, String> table : quotedNames(statement).entrySet()) {
                columns.put(table.getKey(), one(statement, COLUMNS.formatted(table.getValue())));
            }
            return columns;
        });
    }

    /** The content of those columns of those tables, whatever other columns have come since. */
    public SortedMap<String, TableContent> contents(SortedMap<String, String> columns) {
        return inSnapshot(statement -> {
            Map<String, String> quotedNames = quotedNames(statement);
            SortedMap<String, TableContent> contents = new TreeMap<>();
            for (Map.Entry<String, String> table : columns.entrySet()) {
                String quoted = quotedNames.get(table.getKey());
                contents.put(
                        table.getKey(),
                        quoted == null
                                ? new TableContent(0, "the table is gone")
                                : content(statement, CONTENT_OF_COLUMNS.formatted(table.getValue(), quoted)));
            }
            return contents;
        });
    }

    private interface Reading<T> {
        T of(Statement statement) throws SQLException, IOException;
    }

    private <T> T inSnapshot(Reading<T> reading) {
        try (Connection connection = DriverManager.getConnection(url, username, password)) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set local timezone = 'UTC'");
                statement.execute("set local datestyle = 'ISO'");
                statement.execute("set local work_mem = '64MB'");
                return reading.of(statement);
            }
        } catch (SQLException | IOException failure) {
            throw new ObservationFailedException(
                    "The database " + url + " could not be read as " + username + ": " + failure.getMessage(), failure);
        }
    }

    private SortedMap<String, TableContent> tables(Statement statement) throws SQLException {
        SortedMap<String, TableContent> tables = new TreeMap<>();
        for (Map.Entry<String, String> name : quotedNames(statement).entrySet()) {
            tables.put(name.getKey(), content(statement, CONTENT.formatted(name.getValue())));
        }
        return tables;
    }

    private Map<String, String> quotedNames(Statement statement) throws SQLException {
        Map<String, String> quotedNames = new LinkedHashMap<>();
        try (ResultSet rows = statement.executeQuery(TABLES.formatted(history.table()))) {
            while (rows.next()) {
                quotedNames.put(rows.getString(1), rows.getString(2));
            }
        }
        return quotedNames;
    }

    private static TableContent content(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return new TableContent(rows.getLong(1), rows.getString(2));
        }
    }

    private static String one(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static List<String> schema(Statement statement) throws SQLException, IOException {
        List<String> lines = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(schemaQuery())) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }

    private static String schemaQuery() throws IOException {
        try (@Nullable InputStream query = DatabaseReader.class.getResourceAsStream("schema.sql")) {
            if (query == null) {
                throw new IOException("schema.sql is missing from its jar; build it again.");
            }
            return new String(query.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
