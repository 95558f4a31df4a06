package dev.belay.migration.online.book;

import dev.belay.worker.database.OwnTables;
import dev.belay.worker.execution.Execution;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table of Belay's own in the database that is changed; a step's later executions find what its first has done. Another
 * one beside it has the transactions that wrote into the book, so that others can tell which rows these wrote.
 */
public final class Book {
    /** Its name in the database. */
    public static final String TABLE = OwnTables.ONLINE;

    /** The name of the other one. */
    public static final String TRANSACTIONS = OwnTables.ONLINE_TRANSACTIONS;

    private static final String NOTING = "with noted as (insert into " + TRANSACTIONS
            + " (transaction) values (pg_current_xact_id()) on conflict do nothing) ";

    private final Connection connection;
    private final String step;
    private final String execution;

    public Book(Connection connection, Execution execution) {
        this.connection = connection;
        this.step = execution.id().deployment() + "/" + execution.id().step();
        this.execution = execution.id().toString();
    }

    /** The step, alike in all of its executions. */
    public String step() {
        return step;
    }

    public void create() throws SQLException {
        create(TABLE, """
                step text not null,
                operation integer not null,
                stage text not null,
                position text[] not null,
                rows bigint not null,
                execution text not null,
                changed_at timestamptz not null default clock_timestamp(),
                primary key (step, operation)
                """);
        create(TRANSACTIONS, "transaction xid8 primary key, written_at timestamptz not null default clock_timestamp()");
    }

    /** Where it is there, in whichever schema, another one must not come before it. */
    private void create(String table, String columns) throws SQLException {
        if (!exists(table)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("create table if not exists " + table + " (" + columns + ")");
            }
        }
    }

    public Optional<Entry> find(int operation) throws SQLException {
        if (!exists(TABLE)) {
            return Optional.empty();
        }
        try (PreparedStatement query = connection.prepareStatement(
                "select stage, position, rows from " + TABLE + " where step = ? and operation = ?")) {
            query.setString(1, step);
            query.setInt(2, operation);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new Entry(
                                Entry.Stage.valueOf(row.getString(1)), texts(row.getArray(2)), row.getLong(3)))
                        : Optional.empty();
            }
        }
    }

    /** Writes in the transaction that is open. */
    public void write(int operation, Entry entry) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(NOTING + "insert into " + TABLE
                + " (step, operation, stage, position, rows, execution) values (?, ?, ?, ?, ?, ?)"
                + " on conflict (step, operation) do update set stage = excluded.stage, position = excluded.position,"
                + " rows = excluded.rows, execution = excluded.execution, changed_at = clock_timestamp()")) {
            upsert.setString(1, step);
            upsert.setInt(2, operation);
            upsert.setString(3, entry.stage().name());
            upsert.setArray(4, connection.createArrayOf("text", entry.position().toArray()));
            upsert.setLong(5, entry.rows());
            upsert.setString(6, execution);
            upsert.executeUpdate();
        }
    }

    /** Forgets an operation, in the transaction that is open. */
    public void remove(int operation) throws SQLException {
        if (!exists(TABLE)) {
            return;
        }
        try (PreparedStatement delete =
                connection.prepareStatement(NOTING + "delete from " + TABLE + " where step = ? and operation = ?")) {
            delete.setString(1, step);
            delete.setInt(2, operation);
            delete.executeUpdate();
        }
    }

    private boolean exists(String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select to_regclass('" + table + "') is not null")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static List<String> texts(Array array) throws SQLException {
        List<String> texts = new ArrayList<>();
        for (Object item : (Object[]) array.getArray()) {
            texts.add(String.valueOf(item));
        }
        return texts;
    }
}
