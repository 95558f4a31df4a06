package dev.belay.migration.online.column;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.Output.OnlineFound;
import dev.belay.migration.online.batch.RowKey;
import dev.belay.migration.online.book.Book;
import dev.belay.migration.online.book.Entry;
import dev.belay.migration.online.catalogue.Names;
import dev.belay.migration.online.catalogue.Table;
import dev.belay.migration.online.catalogue.Tables;
import dev.belay.migration.online.operation.Finale;
import dev.belay.migration.online.operation.NumberedOperation;
import dev.belay.migration.online.operation.Site;
import dev.belay.worker.failure.WorkFailed;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Adds a column, fills it batch by batch while others write, and makes it refuse to be empty without a long lock. */
public final class AddColumn extends NumberedOperation<OnlineOperation.AddColumn> {
    public AddColumn(int number, OnlineOperation.AddColumn definition) {
        super(number, definition);
    }

    @Override
    public List<String> judge(Connection connection, List<String> toCome) throws SQLException {
        return new ColumnJudgement(definition).judge(connection, toCome);
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
        return super.isDone(site) && isThere(site.connection());
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
        filling.fill(
                ColumnJudgement.requireKey(describe(), site.connection(), table),
                begun.orElse(Entry.of(Entry.Stage.FILLING)));
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
                notEmpty(site, table).refuse(connection);
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

    @Override
    public List<Evidence> dropped(Connection connection, OnlineFound before) throws SQLException {
        Optional<Table> there = Tables.find(connection, definition.table())
                .filter(table -> table.columns().containsKey(definition.column()));
        if (there.isEmpty() || before.presence() == OnlineFound.Presence.PRESENT) {
            return List.of();
        }
        Table table = there.get();
        long written = count(
                connection,
                "select count(*) from " + table.name() + " where "
                        + ColumnValues.of(connection, table, definition).written(table));
        return written == 0
                ? List.of()
                : List.of(new Evidence(
                        definition.table() + "." + definition.column(),
                        written + " values were written into it since"
                                + (RowKey.of(connection, table).isPresent()
                                        ? "; they are kept in a table beside, which the report names"
                                        : "; the table has no key by which they could be kept")));
    }

    @Override
    public List<Evidence> remains(Site site) throws SQLException {
        Optional<Table> table = Tables.find(site.connection(), definition.table());
        Optional<RowKey> key = table.isPresent() ? RowKey.of(site.connection(), table.get()) : Optional.empty();
        return key.isEmpty()
                ? List.of()
                : new KeptValues(
                                table.get(),
                                key.get(),
                                definition.column(),
                                definition.type(),
                                "true",
                                mark(site.book()))
                        .told(site, describe());
    }

    private static long count(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
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
        AtomicBoolean anyWritten = new AtomicBoolean();
        site.locks().run("take back: " + describe(), List.of(table.oid()), connection -> {
            Site.execute(connection, "lock table " + table.name() + " in access exclusive mode");
            triggers.drop(connection);
            if (kept.isPresent()) {
                kept.get().stop(connection);
                anyWritten.set(!kept.get().isEmpty(connection));
                if (!anyWritten.get()) {
                    kept.get().drop(connection);
                }
            }
            Site.execute(
                    connection, "alter table " + table.name() + " drop column " + Names.quoted(definition.column()));
            site.book().remove(number);
        });
        site.report().add("taken back: " + describe(), toldOf(site, kept.filter(values -> anyWritten.get())));
    }

    private static String toldOf(Site site, Optional<KeptValues> kept) throws SQLException {
        if (kept.isEmpty()) {
            return "nothing was written into it but what the step itself had put there";
        }
        kept.get().forgetGone(site);
        return kept.get().count(site) + " values were written into it since; they are kept in "
                + kept.get().describe();
    }

    private String mark(Book book) {
        return Names.mark(book.step() + "/" + number);
    }

    private NotEmpty notEmpty(Site site, Table table) {
        return new NotEmpty(table, definition.column(), mark(site.book()));
    }
}
