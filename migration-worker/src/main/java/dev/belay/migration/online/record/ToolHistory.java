package dev.belay.migration.online.record;

import dev.belay.contracts.migration.RecordAs;
import dev.belay.migration.online.book.Book;
import dev.belay.migration.online.book.Entry;
import dev.belay.migration.online.catalogue.Tables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The history in which a migration tool looks up what is applied; found by its table. */
public final class ToolHistory {
    /** No operation has this number, under which the book keeps what was recorded before. */
    private static final int NUMBER = -1;

    private static final String NEXT =
            "Leave \"recordAs\" out, and let the tool run a migration that finds its work done.";

    private final Kind kind;
    private final RecordAs as;

    private ToolHistory(Kind kind, RecordAs as) {
        this.kind = kind;
        this.as = as;
    }

    /** A tool whose history holds names alone; others hold checksums of files, which nobody can write in their place. */
    private enum Kind {
        DJANGO("django_migrations"),
        ALEMBIC("alembic_version");

        private final String table;

        Kind(String table) {
            this.table = table;
        }
    }

    /** @throws dev.belay.worker.failure.WorkFailed when there is none, or it cannot be told which is meant */
    public static ToolHistory find(Connection connection, RecordAs as) throws SQLException {
        List<Kind> there = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (holds(connection, "select to_regclass(?) is not null", kind.table)) {
                there.add(kind);
            }
        }
        if (there.size() != 1) {
            throw Tables.refused(
                    what(as),
                    there.isEmpty()
                            ? "there is neither django_migrations nor alembic_version"
                            : "there are both django_migrations and alembic_version",
                    "the history of one tool that records names: Django or Alembic",
                    NEXT);
        }
        return new ToolHistory(there.get(0), as);
    }

    /** @throws dev.belay.worker.failure.WorkFailed when it is recorded already */
    public void requireNotRecorded(Connection connection) throws SQLException {
        if (isRecorded(connection)) {
            throw Tables.refused(
                    what(as),
                    kind.table + " says that it is applied",
                    "a migration that is not applied",
                    "Take the step out of the plan where it was done before, or name the migration that it stands"
                            + " for.");
        }
    }

    private boolean isRecorded(Connection connection) throws SQLException {
        return kind == Kind.DJANGO
                ? holds(
                        connection,
                        "select count(*) > 0 from django_migrations where app = ? and name = ?",
                        as.app(),
                        as.name())
                : holds(connection, "select count(*) > 0 from alembic_version where version_num = ?", as.name());
    }

    /** Writes in the transaction that is open. */
    public void record(Connection connection, Book book) throws SQLException {
        if (kind == Kind.DJANGO) {
            run(
                    connection,
                    "insert into django_migrations (app, name, applied) select ?, ?, clock_timestamp() where not exists"
                            + " (select from django_migrations where app = ? and name = ?)",
                    as.app(),
                    as.name(),
                    as.app(),
                    as.name());
            return;
        }
        List<String> before = versions(connection);
        book.write(NUMBER, new Entry(Entry.Stage.DONE, before, 0));
        run(connection, "delete from alembic_version");
        run(connection, "insert into alembic_version (version_num) values (?)", as.name());
    }

    /** Takes the record back, in the transaction that is open; does nothing where there is none. */
    public void remove(Connection connection, Book book) throws SQLException {
        if (kind == Kind.DJANGO) {
            run(connection, "delete from django_migrations where app = ? and name = ?", as.app(), as.name());
            return;
        }
        Optional<Entry> before = book.find(NUMBER);
        if (before.isPresent() && isRecorded(connection)) {
            run(connection, "delete from alembic_version");
            for (String version : before.get().position()) {
                run(connection, "insert into alembic_version (version_num) values (?)", version);
            }
        }
        book.remove(NUMBER);
    }

    private static String what(RecordAs as) {
        return "record " + as.app() + " " + as.name();
    }

    private static List<String> versions(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select version_num from alembic_version");
                ResultSet rows = query.executeQuery()) {
            List<String> versions = new ArrayList<>();
            while (rows.next()) {
                versions.add(rows.getString(1));
            }
            return versions;
        }
    }

    private static boolean holds(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int index = 0; index < values.length; index++) {
                query.setString(index + 1, values[index]);
            }
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static void run(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < values.length; index++) {
                statement.setString(index + 1, values[index]);
            }
            statement.executeUpdate();
        }
    }
}
