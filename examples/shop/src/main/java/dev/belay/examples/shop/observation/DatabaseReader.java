package dev.belay.examples.shop.observation;

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

/** Reads the state of the database in one read-only snapshot. */
final class DatabaseReader {
    private static final String TABLES = """
            select c.relname, quote_ident(c.relname) from pg_class c
            where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'flyway_schema_history'
            order by c.relname""";

    /** Rows in the order of their own digests, so that neither their place on disk nor a key matters. */
    private static final String CONTENT = """
            select count(*), encode(sha256(convert_to(coalesce(string_agg(row_digest, '' order by row_digest), ''), 'UTF8')), 'hex')
            from (select md5(t::text) collate "C" as row_digest from public.%s t) digests""";

    private static final String HISTORY = """
            select version, type, format('%s %s (%s)', version, description, checksum)
            from public.flyway_schema_history where success and version is not null order by installed_rank""";

    private final String url;
    private final String username;
    private final String password;

    DatabaseReader(String url, String username, String password) {
        this.url = url;
        this.username = username;
        this.password = password;
    }

    DatabaseState read() {
        try (Connection connection = DriverManager.getConnection(url, username, password)) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set local timezone = 'UTC'");
                statement.execute("set local datestyle = 'ISO'");
                statement.execute("set local work_mem = '64MB'");
                return new DatabaseState(tables(statement), schema(statement), migrations(statement));
            }
        } catch (SQLException | IOException failure) {
            throw new ObservationFailedException(
                    "The database " + url + " could not be read as " + username + ": " + failure.getMessage(), failure);
        }
    }

    private static SortedMap<String, TableContent> tables(Statement statement) throws SQLException {
        Map<String, String> quotedNames = new LinkedHashMap<>();
        try (ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                quotedNames.put(rows.getString(1), rows.getString(2));
            }
        }
        SortedMap<String, TableContent> tables = new TreeMap<>();
        for (Map.Entry<String, String> name : quotedNames.entrySet()) {
            try (ResultSet rows = statement.executeQuery(CONTENT.formatted(name.getValue()))) {
                rows.next();
                tables.put(name.getKey(), new TableContent(rows.getLong(1), rows.getString(2)));
            }
        }
        return tables;
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

    /** A migration that a later row of the history takes back is no longer in effect. */
    private static List<String> migrations(Statement statement) throws SQLException {
        Map<String, String> inEffect = new LinkedHashMap<>();
        try (ResultSet rows = statement.executeQuery(HISTORY)) {
            while (rows.next()) {
                if (rows.getString(2).startsWith("UNDO")) {
                    inEffect.remove(rows.getString(1));
                } else {
                    inEffect.put(rows.getString(1), rows.getString(3));
                }
            }
        }
        return List.copyOf(inEffect.values());
    }

    private static String schemaQuery() throws IOException {
        try (@Nullable InputStream query = DatabaseReader.class.getResourceAsStream("schema.sql")) {
            if (query == null) {
                throw new IOException("schema.sql is missing from the shop's jar; build it again.");
            }
            return new String(query.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
