package dev.belay.migration.written;

import dev.belay.contracts.outcome.Evidence;
import dev.belay.migration.online.catalogue.Names;
import dev.belay.migration.online.lock.LockPatience;
import dev.belay.migration.online.lock.ShortLocks;
import dev.belay.migration.schema.RememberedSchemas;
import dev.belay.migration.schema.Schema;
import dev.belay.worker.execution.Execution;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What users have written into what a step's migrations have added, told from what the migrations themselves wrote by
 * the transaction that wrote each row last.
 */
public final class WrittenRows {
    private static final String NOT_ALLOWED = "42501";

    private final RememberedSchemas schemas;
    private final Horizons horizons;

    public WrittenRows(RememberedSchemas schemas, Horizons horizons) {
        this.schemas = schemas;
        this.horizons = horizons;
    }

    /**
     * Counts what going back to a schema would drop; what is not known is among it, said as such.
     *
     * @param connection in autocommit
     * @param before the fingerprint of the schema to go back to
     * @param history the migration tool's own tables
     */
    public List<Evidence> dropped(Connection connection, String before, Set<String> history, Execution execution)
            throws SQLException {
        Optional<Schema> known = schemas.find(before);
        if (known.isEmpty()) {
            return List.of(
                    new Evidence(
                            "what was written since",
                            "not known, because this worker no longer has the schema from before; nothing of it would be kept"));
        }
        List<Evidence> dropped = new ArrayList<>();
        for (Addition addition : new Additions(connection, known.get()).find(history)) {
            dropped(connection, addition, execution).ifPresent(dropped::add);
        }
        return dropped;
    }

    private Optional<Evidence> dropped(Connection connection, Addition addition, Execution execution)
            throws SQLException {
        OptionalLong rows = count(connection, addition, execution);
        if (rows.isEmpty()) {
            return Optional.of(new Evidence(
                    addition.shown(),
                    "what was written since is not known, because this login does not see all rows; nothing of it"
                            + " would be kept"));
        }
        if (rows.getAsLong() == 0) {
            return Optional.empty();
        }
        String which = horizons.find(execution.id()).isPresent()
                ? " were written since"
                : " may have been written since, or by the migration itself, which is not known";
        String what = addition.extent() == Addition.Extent.TABLE
                ? rows.getAsLong() + " rows" + which
                : rows.getAsLong() + " rows with values in " + names(addition) + which;
        return Optional.of(
                new Evidence(addition.shown(), what + "; they are kept in a table beside, which the report names"));
    }

    private static String names(Addition addition) {
        return addition.added().stream().map(Addition.Column::name).collect(Collectors.joining(", "));
    }

    /**
     * Copies what going back will drop into tables beside, as far as it is known, and follows what is written from then
     * on, until {@link #stopFollowing}.
     *
     * @param patience for the locks for which writers wait, each for a moment at most
     * @throws dev.belay.worker.failure.WorkFailed when a lock was not to be had; names who held it
     */
    public void keep(
            Connection connection, String before, Set<String> history, LockPatience patience, Execution execution)
            throws SQLException {
        Optional<Schema> known = schemas.find(before);
        if (known.isPresent()) {
            int number = 0;
            for (Addition addition : new Additions(connection, known.get()).find(history)) {
                if (count(connection, addition, execution).isPresent()) {
                    number++;
                    keep(connection, addition, number, patience, execution);
                }
            }
        }
    }

    private void keep(Connection connection, Addition addition, int number, LockPatience patience, Execution execution)
            throws SQLException {
        String name = prefix(execution) + execution.id().ordinal() + "_" + addition.shown();
        SideTable side = new SideTable(
                addition,
                text(connection, "select quote_ident(current_schema())"),
                Names.made(name.replace('.', '_')),
                Followers.prefix(execution) + number);
        new ShortLocks(connection, patience, (what, holders) -> {}, execution)
                .run(
                        "Following what is written into " + addition.shown(),
                        List.of(addition.oid()),
                        session -> side.follow(session, sessions(execution)));
        side.copy(connection, condition(addition, execution));
    }

    /** How the names of all sessions of a step begin. */
    private static String sessions(Execution execution) {
        return "belay/" + execution.id().deployment() + "/" + execution.id().step() + "/";
    }

    /** Ends what {@link #keep} has begun, here or in an execution that broke off, and drops tables that stayed empty. */
    public void stopFollowing(Connection connection, LockPatience patience, Execution execution) throws SQLException {
        new Followers(connection, execution).drop(patience);
        for (String table : tables(connection, prefix(execution))) {
            if (count(connection, "select count(*) from " + table) == 0) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("drop table " + table);
                }
            }
        }
    }

    /** The tables beside that executions of this step have left, with how much they hold. */
    public List<Evidence> kept(Connection connection, Execution execution) throws SQLException {
        List<Evidence> kept = new ArrayList<>();
        for (String table : tables(connection, prefix(execution))) {
            kept.add(new Evidence(
                    "kept in " + table.replace("\"", ""),
                    count(connection, "select count(*) from " + table) + " rows, as they were before going back"));
        }
        return kept;
    }

    private static List<String> tables(Connection connection, String prefix) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select quote_ident(n.nspname) || '.' ||"
                + " quote_ident(c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                + " where starts_with(c.relname, ?) and c.relkind = 'r' order by 1")) {
            query.setString(1, prefix);
            try (ResultSet rows = query.executeQuery()) {
                List<String> tables = new ArrayList<>();
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
                return tables;
            }
        }
    }

    /** Alike for all executions of a step. */
    private static String prefix(Execution execution) {
        return "belay_kept_"
                + Names.mark(execution.id().deployment() + "/" + execution.id().step()) + "_";
    }

    /** Empty where policies hide rows from this login. */
    private OptionalLong count(Connection connection, Addition addition, Execution execution) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set row_security = off");
            return OptionalLong.of(count(
                    connection,
                    "select count(*) from " + addition.table() + " where " + condition(addition, execution)));
        } catch (SQLException refused) {
            if (NOT_ALLOWED.equals(refused.getSQLState())) {
                return OptionalLong.empty();
            }
            throw refused;
        }
    }

    /** That a row was written after the migrations, and holds something that going back would drop. */
    private String condition(Addition addition, Execution execution) {
        return horizons.find(execution.id())
                .map(horizon -> "age(xmin) <= age('" + horizon + "'::xid) and " + addition.written())
                .orElse(addition.written());
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static long count(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
