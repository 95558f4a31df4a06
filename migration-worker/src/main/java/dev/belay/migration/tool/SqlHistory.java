package dev.belay.migration.tool;

import dev.belay.contracts.ExecutionId;
import dev.belay.migration.sql.SqlScript;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The history of {@link SqlTool}; {@code applied_at} is empty from a migration's begin to its end. */
final class SqlHistory {
    static final String TABLE = "belay_schema_history";

    private static final long LOCK_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final String table;

    private SqlHistory(String table) {
        this.table = table;
    }

    static SqlHistory create(Connection connection) throws SQLException {
        String table = HistoryTable.qualified(connection, TABLE);
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists " + table + """
                     (
                        version text primary key,
                        description text not null,
                        checksum text not null,
                        position integer not null unique,
                        statements_applied integer not null default 0,
                        applied_at timestamptz,
                        applied_by_execution text not null
                    )""");
        }
        return new SqlHistory(table);
    }

    static List<AppliedMigration> read(Connection connection) throws SQLException {
        Optional<String> table = HistoryTable.find(connection, TABLE);
        if (table.isEmpty()) {
            return List.of();
        }
        return HistoryReader.read(
                connection,
                "select version, description, case when applied_at is null then 'BEGUN' else 'WHOLE' end from "
                        + table.get() + " order by position");
    }

    /** Held by the session until it ends; polled, because a session that waits for it would block index builds. */
    void lock(Connection connection, Duration patience) throws SQLException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!tryLock(connection)) {
            if (System.nanoTime() - deadline > 0) {
                throw new ToolRefused(
                        "Another session migrates this database: its lock on " + table + " was not free within "
                                + patience.toSeconds() + " s.",
                        "Wait for it to end, then retry.");
            }
            LockSupport.parkNanos(LOCK_PAUSE_NANOS);
        }
    }

    private boolean tryLock(Connection connection) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select pg_try_advisory_lock(hashtextextended(?, 0))")) {
            query.setString(1, "belay migrations " + table);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    Map<String, String> checksums(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select version, checksum from " + table)) {
            Map<String, String> checksums = new HashMap<>();
            while (rows.next()) {
                checksums.put(rows.getString(1), rows.getString(2));
            }
            return checksums;
        }
    }

    void begin(Connection connection, MigrationFile file, SqlScript script, ExecutionId execution) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into " + table
                + " (version, description, checksum, position, applied_by_execution)"
                + " select ?, ?, ?, coalesce(max(position), 0) + 1, ? from " + table)) {
            insert.setString(1, file.version().getVersion());
            insert.setString(2, file.description());
            insert.setString(3, MigrationFile.checksum(script));
            insert.setString(4, execution.toString());
            insert.executeUpdate();
        }
    }

    void ran(Connection connection, MigrationFile file, int statements) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update " + table + " set statements_applied = ? where version = ?")) {
            update.setInt(1, statements);
            update.setString(2, file.version().getVersion());
            update.executeUpdate();
        }
    }

    void finish(Connection connection, MigrationFile file) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update " + table + " set applied_at = clock_timestamp() where version = ?")) {
            update.setString(1, file.version().getVersion());
            update.executeUpdate();
        }
    }
}
