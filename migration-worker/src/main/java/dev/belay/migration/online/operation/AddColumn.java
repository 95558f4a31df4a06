package dev.belay.migration.online.operation;

import dev.belay.contracts.FailureCode;
import dev.belay.contracts.OnlineOperation;
import dev.belay.contracts.Output.OnlineFound;
import dev.belay.migration.online.batch.RowKey;
import dev.belay.migration.online.book.Book;
import dev.belay.migration.online.book.Entry;
import dev.belay.migration.online.catalogue.Names;
import dev.belay.migration.online.catalogue.Table;
import dev.belay.migration.online.catalogue.Tables;
import dev.belay.worker.failure.WorkFailed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Adds a column, fills it batch by batch while others write, and makes it refuse to be empty without a long lock. */
final class AddColumn implements Operation {
    private final int number;
    private final OnlineOperation.AddColumn definition;

    AddColumn(int number, OnlineOperation.AddColumn definition) {
        this.number = number;
        this.definition = definition;
    }

    @Override
    public String describe() {
        return definition.describe();
    }

    @Override
    public List<String> judge(Connection connection, List<String> toCome) throws SQLException {
        Table table = Tables.require(connection, describe(), definition.table());
        if (table.columns().containsKey(definition.column())) {
            throw Tables.refused(
                    describe(),
                    table.name() + " has a column " + definition.column() + " of type "
                            + table.columns().get(definition.column()).type() + ", which this step has not made",
                    "no such column",
                    "Take the operation out of the plan where the column is as it should be, or drop or rename it.");
        }
        refuseKinds(table);
        if (mentions(toCome)) {
            return List.of();
        }
        ColumnValues values = ColumnValues.of(connection, table, definition);
        return values.fills() ? judgeFilling(connection, table) : List.of();
    }

    private void refuseKinds(Table table) {
        if (table.kind() == Table.Kind.PARTITION) {
            throw Tables.refused(
                    describe(),
                    table.name() + " is a partition",
                    "the table that is partitioned",
                    "Name the partitioned table; its partitions get the column with it.");
        }
        if (table.kind() == Table.Kind.INHERITED) {
            throw Tables.refused(
                    describe(),
                    "other tables inherit from " + table.name() + ", and no key tells their rows apart",
                    "a table without such children",
                    "Add the column with a migration of SQL.");
        }
    }

    private List<String> judgeFilling(Connection connection, Table table) throws SQLException {
        requireKey(connection, table);
        Table.Surroundings around = table.surroundings();
        if (around.hiddenRows().isPresent()) {
            throw Tables.refused(
                    describe(),
                    "the rows of " + table.name() + " cannot all be filled, since "
                            + around.hiddenRows().get(),
                    "a login that sees every row",
                    "Give the login BYPASSRLS, or take FORCE ROW LEVEL SECURITY off for the release.");
        }
        if (!around.publications().isEmpty() && !around.identified()) {
            throw Tables.refused(
                    describe(),
                    table.name() + " is published by " + String.join(", ", around.publications())
                            + " and has no replica identity, so every update of it is refused",
                    "a replica identity",
                    "Give it a primary key, or set REPLICA IDENTITY, then retry.");
        }
        for (String generated : around.generatedColumns()) {
            if (word(generated).matcher(String.valueOf(definition.backfill())).find()) {
                throw Tables.refused(
                        describe(),
                        "the backfill reads " + generated
                                + ", which the database computes only after triggers have run",
                        "columns that are stored",
                        "Write out what " + generated + " is computed from.");
            }
        }
        if (!around.updateTriggers().isEmpty() && definition.triggers() != OnlineOperation.Triggers.FIRE) {
            throw Tables.refused(
                    describe(),
                    "each row that is filled fires " + String.join(", ", around.updateTriggers()) + " of "
                            + table.name(),
                    "no trigger for updates, or \"triggers: fire\" of the operation",
                    "Look at what these triggers do; where it may be done once for each row, write triggers: fire.");
        }
        List<String> found = new ArrayList<>();
        if (!around.updateTriggers().isEmpty()) {
            found.add("fires " + String.join(", ", around.updateTriggers()));
        }
        if (!around.generatedColumns().isEmpty()) {
            found.add("computes " + String.join(", ", around.generatedColumns()) + " again");
        }
        if (!around.publications().isEmpty()) {
            found.add("is published by " + String.join(", ", around.publications()));
        }
        return found;
    }

    private RowKey requireKey(Connection connection, Table table) throws SQLException {
        return RowKey.of(connection, table)
                .orElseThrow(() -> Tables.refused(
                        describe(),
                        table.name()
                                + " has neither a primary key nor a unique index over columns that are never empty",
                        "a key to go through its rows by",
                        "Add a primary key first."));
    }

    private boolean mentions(List<String> columns) {
        String expressions = definition.backfill() + " " + definition.defaultValue();
        return columns.stream()
                .anyMatch(column -> word(column).matcher(expressions).find());
    }

    private static Pattern word(String name) {
        return Pattern.compile("(?i)(?<![\\p{L}\\p{N}_])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_])");
    }

    @Override
    public OnlineFound found(Connection connection) throws SQLException {
        boolean there = Tables.find(connection, definition.table())
                .filter(table -> table.columns().containsKey(definition.column()))
                .isPresent();
        return new OnlineFound(there ? OnlineFound.Presence.PRESENT : OnlineFound.Presence.ABSENT, List.of());
    }

    @Override
    public boolean isDone(Site site) throws SQLException {
        return site.book()
                        .find(number)
                        .filter(entry -> entry.stage() == Entry.Stage.DONE)
                        .isPresent()
                && isThere(site.connection());
    }

    private boolean isThere(Connection connection) throws SQLException {
        return found(connection).presence() == OnlineFound.Presence.PRESENT;
    }

    @Override
    public void apply(Site site, Finale finale) throws SQLException {
        Table table = Tables.require(site.connection(), describe(), definition.table());
        Optional<Entry> begun =
                site.book().find(number).filter(entry -> table.columns().containsKey(definition.column()));
        List<String> found = begun.isPresent() ? List.of() : judge(site.connection(), List.of());
        ColumnValues values = ColumnValues.of(site.connection(), table, definition);
        if (!values.fills()) {
            addAtOnce(site, table, finale);
            site.report()
                    .add(
                            describe(),
                            "in place at once; the rows that were there got their value without being touched");
            return;
        }
        FillTriggers triggers = new FillTriggers(table, definition.column(), mark(site.book()));
        if (begun.isEmpty()) {
            begin(site, table, values, triggers);
        }
        Filling filling = new Filling(site, number, table, definition, values);
        filling.fill(requireKey(site.connection(), table), begun.orElse(Entry.of(Entry.Stage.FILLING)));
        if (definition.nulls() == OnlineOperation.Nulls.REFUSED) {
            notEmpty(site, table).prove(site, describe());
        }
        finish(site, table, triggers, finale);
        filling.report(found);
    }

    private void addAtOnce(Site site, Table table, Finale finale) throws SQLException {
        site.locks().run(describe(), List.of(table.oid()), connection -> {
            String notNull = definition.nulls() == OnlineOperation.Nulls.REFUSED ? " not null" : "";
            Site.execute(
                    connection, "alter table " + table.name() + " " + ColumnValues.added(definition, true) + notNull);
            site.book().write(number, Entry.of(Entry.Stage.DONE));
            finale.write(connection);
        });
    }

    private void begin(Site site, Table table, ColumnValues values, FillTriggers triggers) throws SQLException {
        site.locks().run(describe(), List.of(table.oid()), connection -> {
            Site.execute(connection, "alter table " + table.name() + " " + ColumnValues.added(definition, false));
            triggers.create(connection, values);
            site.book().write(number, Entry.of(Entry.Stage.FILLING));
        });
    }

    private void finish(Site site, Table table, FillTriggers triggers, Finale finale) throws SQLException {
        String column = Names.quoted(definition.column());
        site.locks().run(describe(), List.of(table.oid()), connection -> {
            if (definition.nulls() == OnlineOperation.Nulls.REFUSED) {
                Site.execute(
                        connection,
                        "alter table " + table.name() + " "
                                + notEmpty(site, table).clauses());
            }
            if (definition.defaultValue() != null) {
                Site.execute(
                        connection,
                        "alter table " + table.name() + " alter column " + column + " set default "
                                + definition.defaultValue());
            }
            triggers.drop(connection);
            Entry entry = site.book().find(number).orElse(Entry.of(Entry.Stage.DONE));
            site.book().write(number, new Entry(Entry.Stage.DONE, List.of(), entry.rows()));
            finale.write(connection);
        });
    }

    @Override
    public boolean isUndone(Site site, OnlineFound before) throws SQLException {
        return before.presence() == OnlineFound.Presence.PRESENT
                || (!isThere(site.connection()) && site.book().find(number).isEmpty());
    }

    @Override
    public void undo(Site site, OnlineFound before) throws SQLException {
        Optional<Table> there = Tables.find(site.connection(), definition.table())
                .filter(table -> table.columns().containsKey(definition.column()));
        if (there.isEmpty()) {
            site.book().remove(number);
            return;
        }
        Table table = there.get();
        ColumnValues values = ColumnValues.of(site.connection(), table, definition);
        Optional<RowKey> key = RowKey.of(site.connection(), table);
        if (key.isEmpty()) {
            refuseLoss(site, table, values);
            drop(site, table, Optional.empty());
            return;
        }
        KeptValues kept = new KeptValues(
                table, key.get(), definition.column(), definition.type(), values.written(table), mark(site.book()));
        Optional<Entry> keeping = site.book().find(number).filter(entry -> entry.stage() == Entry.Stage.KEEPING);
        if (keeping.isEmpty()) {
            kept.begin(site, number);
        }
        kept.copy(site, number, keeping.orElse(Entry.of(Entry.Stage.KEEPING)));
        drop(site, table, Optional.of(kept));
    }

    private void refuseLoss(Site site, Table table, ColumnValues values) throws SQLException {
        long written = site.count("select count(*) from " + table.name() + " where " + values.written(table));
        if (written > 0) {
            throw new WorkFailed(
                    FailureCode.MIGRATION_NOT_REVERSIBLE,
                    "To take back \"" + describe() + "\" would lose " + written
                            + " values that were written since, and " + table.name()
                            + " has no key by which they could be kept. Nothing was dropped.",
                    "Copy what is worth keeping by hand, drop the column, and say that it was done.");
        }
    }

    private void drop(Site site, Table table, Optional<KeptValues> kept) throws SQLException {
        FillTriggers triggers = new FillTriggers(table, definition.column(), mark(site.book()));
        long[] written = {0};
        site.locks().run("take back: " + describe(), List.of(table.oid()), connection -> {
            Site.execute(connection, "lock table " + table.name() + " in access exclusive mode");
            triggers.drop(connection);
            if (kept.isPresent()) {
                kept.get().stop(connection);
                written[0] = kept.get().count(site);
                if (written[0] == 0) {
                    kept.get().drop(connection);
                }
            }
            Site.execute(
                    connection, "alter table " + table.name() + " drop column " + Names.quoted(definition.column()));
            site.book().remove(number);
        });
        site.report()
                .add(
                        "taken back: " + describe(),
                        written[0] == 0
                                ? "nothing was written into it but what the step itself had put there"
                                : written[0] + " values were written into it since; they are kept in "
                                        + kept.map(KeptValues::describe).orElse(""));
    }

    private String mark(Book book) {
        return Names.mark(book.step() + "/" + number);
    }

    private NotEmpty notEmpty(Site site, Table table) {
        return new NotEmpty(table, definition.column(), mark(site.book()));
    }
}
