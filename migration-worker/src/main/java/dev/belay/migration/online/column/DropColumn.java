package dev.belay.migration.online.column;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.Output.OnlineFound;
import dev.belay.migration.online.batch.RowKey;
import dev.belay.migration.online.book.Entry;
import dev.belay.migration.online.catalogue.ColumnMemory;
import dev.belay.migration.online.catalogue.Names;
import dev.belay.migration.online.catalogue.Table;
import dev.belay.migration.online.catalogue.Tables;
import dev.belay.migration.online.operation.Finale;
import dev.belay.migration.online.operation.NumberedOperation;
import dev.belay.migration.online.operation.Site;
import dev.belay.worker.failure.WorkFailed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Drops a column once its values are safe in a table beside, and brings both back. */
public final class DropColumn extends NumberedOperation<OnlineOperation.DropColumn> {
    public DropColumn(int number, OnlineOperation.DropColumn definition) {
        super(number, definition);
    }

    @Override
    public List<String> judge(Connection connection, List<String> toCome) throws SQLException {
        Table table = Tables.require(connection, describe(), definition.table());
        if (table.kind() == Table.Kind.PARTITION || table.kind() == Table.Kind.INHERITED) {
            throw Tables.refused(
                    describe(),
                    table.name() + " shares its columns with other tables",
                    "a table of its own, or the whole partitioned table",
                    "Name the partitioned table, or use a migration of SQL.");
        }
        Table.Column column = table.columns().get(definition.column());
        if (column == null) {
            throw Tables.refused(
                    describe(),
                    table.name() + " has no column " + definition.column(),
                    "a column of the table",
                    "Write the column as the catalogue has it.");
        }
        List<String> obstacles = new ArrayList<>(ColumnMemory.obstacles(connection, table, definition.column()));
        if (column.generated()) {
            obstacles.add("the database computes it");
        }
        if (!obstacles.isEmpty()) {
            throw Tables.refused(
                    describe(),
                    "these hang on it: " + String.join("; ", obstacles),
                    "a column that nothing else needs",
                    "Take them away first, such as indexes with dropIndex.");
        }
        if (definition.keep() == OnlineOperation.Keep.NOTHING) {
            return List.of("its values go with it, and nothing brings them back, says the plan");
        }
        if (table.surroundings().hiddenRows().isPresent()) {
            throw Tables.refused(
                    describe(),
                    "not all of its values can be kept, since "
                            + table.surroundings().hiddenRows().get(),
                    "a login that sees every row",
                    "Give the login BYPASSRLS, or write \"keep: nothing\".");
        }
        requireKey(connection, table);
        return wayBack(table);
    }

    /** It writes the rows again, as others do. */
    private List<String> wayBack(Table table) {
        Table.Surroundings around = table.surroundings();
        if (!around.publications().isEmpty() && !around.identified()) {
            throw Tables.refused(
                    describe(),
                    "its values could not be brought back, since " + table.name() + " is published by "
                            + String.join(", ", around.publications())
                            + " and has no replica identity, so every update of it is refused",
                    "a replica identity",
                    "Give the table a primary key, or set REPLICA IDENTITY, or write \"keep: nothing\" where the values"
                            + " may go for good.");
        }
        return around.updateTriggers().isEmpty()
                ? List.of()
                : List.of("its way back fires " + String.join(", ", around.updateTriggers())
                        + " for each row that gets its value again");
    }

    private RowKey requireKey(Connection connection, Table table) throws SQLException {
        return RowKey.of(connection, table)
                .orElseThrow(() -> Tables.refused(
                        describe(),
                        table.name() + " has no key by which its values could be kept and brought back",
                        "a primary key, or a unique index over columns that are never empty",
                        "Add a key, or write \"keep: nothing\" where the values may go for good."));
    }

    @Override
    public OnlineFound found(Connection connection) throws SQLException {
        Optional<Table> table = Tables.find(connection, definition.table());
        return table.isPresent() && isThere(table.get())
                ? new OnlineFound(
                        OnlineFound.Presence.PRESENT,
                        ColumnMemory.statements(connection, table.get(), definition.column()))
                : new OnlineFound(OnlineFound.Presence.ABSENT, List.of());
    }

    private boolean isThere(Table table) {
        return table.columns().containsKey(definition.column());
    }

    private Optional<Entry> at(Site site, Entry.Stage stage) throws SQLException {
        return site.book().find(number).filter(entry -> entry.stage() == stage);
    }

    @Override
    public void apply(Site site, Finale finale) throws SQLException {
        Table table = Tables.require(site.connection(), describe(), definition.table());
        Optional<Entry> keeping = at(site, Entry.Stage.KEEPING);
        if (keeping.isEmpty()) {
            judge(site.connection(), List.of());
        }
        if (definition.keep() == OnlineOperation.Keep.NOTHING) {
            drop(site, table, Optional.empty(), finale);
            return;
        }
        KeptValues kept = kept(site, table);
        if (keeping.isEmpty()) {
            kept.begin(site, number);
        }
        kept.copy(site, number, keeping.orElse(Entry.of(Entry.Stage.KEEPING)));
        drop(site, table, Optional.of(kept), finale);
    }

    private KeptValues kept(Site site, Table table) throws SQLException {
        Table.Column column = table.columns().get(definition.column());
        return new KeptValues(
                table,
                requireKey(site.connection(), table),
                definition.column(),
                column == null ? "" : column.type(),
                Names.quoted(definition.column()) + " is not null",
                mark(site));
    }

    private void drop(Site site, Table table, Optional<KeptValues> kept, Finale finale) throws SQLException {
        site.locks().run(describe(), List.of(table.oid()), connection -> {
            Site.execute(connection, "lock table " + table.name() + " in access exclusive mode");
            if (kept.isPresent()) {
                kept.get().stop(connection);
            }
            Site.execute(
                    connection, "alter table " + table.name() + " drop column " + Names.quoted(definition.column()));
            site.book().write(number, Entry.of(Entry.Stage.DONE));
            finale.write(connection);
        });
        if (kept.isPresent()) {
            kept.get().forgetGone(site);
        }
        site.report()
                .add(
                        describe(),
                        kept.isPresent()
                                ? "dropped; its " + kept.get().count(site) + " values are kept in "
                                        + kept.get().describe() + ", which is yours to drop"
                                : "dropped with its values");
    }

    @Override
    public boolean isUndone(Site site, OnlineFound before) throws SQLException {
        return before.presence() == OnlineFound.Presence.ABSENT
                || site.book().find(number).isEmpty();
    }

    @Override
    public void undo(Site site, OnlineFound before) throws SQLException {
        Table table = Tables.require(site.connection(), describe(), definition.table());
        if (at(site, Entry.Stage.KEEPING).isPresent()) {
            KeptValues kept = kept(site, table);
            site.locks().run("take back: " + describe(), List.of(table.oid()), connection -> {
                kept.stop(connection);
                kept.drop(connection);
                site.book().remove(number);
            });
            site.report().add("taken back: " + describe(), "it had not been dropped yet");
            return;
        }
        if (definition.keep() == OnlineOperation.Keep.NOTHING) {
            throw new WorkFailed(
                    FailureCode.MIGRATION_NOT_REVERSIBLE,
                    "Nothing takes back \"" + describe() + "\": its values were not kept, says the plan.",
                    "Choose restore, or add the column by hand and say that it was done.");
        }
        if (!isThere(table)) {
            site.locks().run("take back: " + describe(), List.of(table.oid()), connection -> {
                Site.execute(connection, before.statements().get(0));
                for (String statement : before.statements()) {
                    if (statement.contains(" set default ")) {
                        Site.execute(connection, statement);
                    }
                }
                site.book().write(number, Entry.of(Entry.Stage.RESTORING));
            });
        }
        bringBack(site, before);
    }

    @Override
    public List<Evidence> remains(Site site) throws SQLException {
        Optional<Table> table = Tables.find(site.connection(), definition.table());
        return table.isEmpty() || RowKey.of(site.connection(), table.get()).isEmpty()
                ? List.of()
                : kept(site, table.get()).told(site, describe());
    }

    private void bringBack(Site site, OnlineFound before) throws SQLException {
        Table table = Tables.require(site.connection(), describe(), definition.table());
        KeptValues kept = kept(site, table);
        kept.bringBack(site, number, at(site, Entry.Stage.RESTORING).orElse(Entry.of(Entry.Stage.RESTORING)));
        List<String> rest = before.statements().subList(1, before.statements().size());
        boolean notNull = rest.stream().anyMatch(statement -> statement.endsWith(" set not null"));
        NotEmpty notEmpty = new NotEmpty(table, definition.column(), mark(site));
        if (notNull) {
            kept.giveDefault(site);
            notEmpty.prove(site, "bring back " + definition.table() + "." + definition.column());
        }
        long values = kept.count(site);
        site.locks().run("take back: " + describe(), List.of(table.oid()), connection -> {
            if (notNull) {
                notEmpty.refuse(connection);
            }
            for (String statement : rest) {
                if (!statement.endsWith(" set not null")) {
                    Site.execute(connection, statement);
                }
            }
            kept.drop(connection);
            site.book().remove(number);
        });
        site.report().add("taken back: " + describe(), "there again, with its " + values + " values");
    }

    private String mark(Site site) {
        return Names.mark(site.book().step() + "/" + number);
    }
}
