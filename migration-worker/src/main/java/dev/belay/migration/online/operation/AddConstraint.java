package dev.belay.migration.online.operation;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.contracts.work.Output.OnlineFound;
import dev.belay.migration.online.book.Entry;
import dev.belay.migration.online.catalogue.Names;
import dev.belay.migration.online.catalogue.Table;
import dev.belay.migration.online.catalogue.Tables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Adds a constraint that holds for new rows at once, and then reads the others without stopping anybody. */
public final class AddConstraint extends NumberedOperation<OnlineOperation> {
    private final String name;
    private final String table;
    private final @Nullable String references;
    private final String form;
    private final String referenced;

    private AddConstraint(
            int number,
            OnlineOperation definition,
            String name,
            String table,
            @Nullable String references,
            String form,
            String referenced) {
        super(number, definition);
        this.name = name;
        this.table = table;
        this.references = references;
        this.form = form;
        this.referenced = referenced;
    }

    public static AddConstraint foreignKey(int number, OnlineOperation.AddForeignKey key) {
        String to = key.to().isEmpty() ? "" : " (" + list(key.to()) + ")";
        String onDelete = key.onDelete() == null ? "" : " on delete " + key.onDelete();
        return new AddConstraint(
                number,
                key,
                key.name(),
                key.table(),
                key.references(),
                "foreign key (" + list(key.columns()) + ")",
                to + onDelete);
    }

    public static AddConstraint check(int number, OnlineOperation.AddCheck check) {
        return new AddConstraint(
                number, check, check.name(), check.table(), null, "check (" + check.condition() + ")", "");
    }

    private static String list(List<String> columns) {
        return columns.stream().map(Names::quoted).collect(Collectors.joining(", "));
    }

    @Override
    public List<String> judge(Connection connection, List<String> toCome) throws SQLException {
        Table on = Tables.require(connection, describe(), table);
        if (validity(connection).isPresent()) {
            throw Tables.refused(
                    describe(),
                    on.name() + " has a constraint " + name + ", which this step has not made",
                    "none of this name",
                    "Take the operation out of the plan where the constraint is as it should be, or drop it.");
        }
        if (references != null) {
            Table other = Tables.require(connection, describe(), references);
            if (on.kind() == Table.Kind.PARTITIONED || other.kind() == Table.Kind.PARTITIONED) {
                throw Tables.refused(
                        describe(),
                        (on.kind() == Table.Kind.PARTITIONED ? on : other).name()
                                + " is partitioned, and its rows could only be checked while writers wait",
                        "tables without partitions",
                        "Add it with a migration of SQL, behind the maintenance page.");
            }
        }
        if (toCome.isEmpty()) {
            probe(connection, on);
        }
        return List.of();
    }

    /** Lets the server say whether it would take it, on empty tables of this session that nobody else sees. */
    private void probe(Connection connection, Table on) throws SQLException {
        String probe = "pg_temp." + Names.quoted(on.relation());
        connection.setAutoCommit(false);
        try {
            Site.execute(
                    connection,
                    "create temporary table " + Names.quoted(on.relation()) + " (like " + on.name()
                            + ") on commit drop");
            if (references != null) {
                Site.execute(
                        connection,
                        "create temporary table belay_probe (like " + Names.quotedTable(references)
                                + " including indexes) on commit drop");
            }
            Site.execute(
                    connection,
                    "alter table " + probe + " add constraint " + Names.quoted(name) + " "
                            + form("pg_temp.belay_probe"));
        } finally {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private String form(String other) {
        return references == null ? form : form + " references " + other + referenced;
    }

    /** Whether all rows were read; empty where there is no such constraint. */
    private Optional<Boolean> validity(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select convalidated from pg_constraint where conrelid = to_regclass(?) and conname = ?")) {
            query.setString(1, Names.quotedTable(table));
            query.setString(2, name);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getBoolean(1)) : Optional.empty();
            }
        }
    }

    @Override
    public OnlineFound found(Connection connection) throws SQLException {
        return new OnlineFound(
                validity(connection).isPresent() ? OnlineFound.Presence.PRESENT : OnlineFound.Presence.ABSENT,
                List.of());
    }

    @Override
    public boolean isDone(Site site) throws SQLException {
        return super.isDone(site) && validity(site.connection()).orElse(false);
    }

    @Override
    public void apply(Site site, Finale finale) throws SQLException {
        long begun = System.nanoTime();
        Table on = Tables.require(site.connection(), describe(), table);
        if (site.book().find(number).isEmpty()) {
            judge(site.connection(), List.of());
            site.locks().run(describe(), relations(site.connection(), on), connection -> {
                Site.execute(
                        connection,
                        "alter table " + on.name() + " add constraint " + Names.quoted(name) + " "
                                + form(references == null ? "" : Names.quotedTable(references)) + " not valid");
                site.book().write(number, Entry.of(Entry.Stage.BEGUN));
            });
        }
        site.report().says(describe() + ": read the rows");
        site.executePatiently("alter table " + on.name() + " validate constraint " + Names.quoted(name));
        site.locks().run(describe(), List.of(), connection -> {
            site.book().write(number, Entry.of(Entry.Stage.DONE));
            finale.write(connection);
        });
        site.report()
                .add(
                        describe(),
                        "valid for every row, after "
                                + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms");
    }

    private List<Long> relations(Connection connection, Table on) throws SQLException {
        List<Long> relations = new ArrayList<>(List.of(on.oid()));
        if (references != null) {
            Tables.find(connection, references).ifPresent(other -> relations.add(other.oid()));
        }
        return relations;
    }

    @Override
    public boolean isUndone(Site site, OnlineFound before) throws SQLException {
        return before.presence() == OnlineFound.Presence.PRESENT
                || (validity(site.connection()).isEmpty()
                        && site.book().find(number).isEmpty());
    }

    @Override
    public void undo(Site site, OnlineFound before) throws SQLException {
        Optional<Table> on = Tables.find(site.connection(), table);
        if (on.isPresent()) {
            site.locks().run("take back: " + describe(), relations(site.connection(), on.get()), connection -> {
                Site.execute(
                        connection,
                        "alter table " + on.get().name() + " drop constraint if exists " + Names.quoted(name));
                site.book().remove(number);
            });
            site.report().add("taken back: " + describe(), name + " is dropped");
        } else {
            site.book().remove(number);
        }
    }
}
