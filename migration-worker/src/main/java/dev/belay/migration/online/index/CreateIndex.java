package dev.belay.migration.online.index;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.contracts.work.Output.OnlineFound;
import dev.belay.migration.online.book.Entry;
import dev.belay.migration.online.catalogue.Index;
import dev.belay.migration.online.catalogue.Indexes;
import dev.belay.migration.online.catalogue.Names;
import dev.belay.migration.online.catalogue.Table;
import dev.belay.migration.online.catalogue.Tables;
import dev.belay.migration.online.operation.Finale;
import dev.belay.migration.online.operation.NumberedOperation;
import dev.belay.migration.online.operation.Site;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Builds an index concurrently; what an earlier build has left is dropped and built anew. */
public final class CreateIndex extends NumberedOperation<OnlineOperation.CreateIndex> {
    public CreateIndex(int number, OnlineOperation.CreateIndex definition) {
        super(number, definition);
    }

    @Override
    public List<String> judge(Connection connection, List<String> toCome) throws SQLException {
        Table table = Tables.require(connection, describe(), definition.table());
        if (table.kind() == Table.Kind.INHERITED) {
            throw Tables.refused(
                    describe(),
                    "other tables inherit from " + table.name(),
                    "a table without such children",
                    "Write one operation for each of the tables.");
        }
        if (table.kind() == Table.Kind.PARTITIONED) {
            Partitions.requireOneLevel(connection, describe(), table);
            if (definition.uniqueness() == OnlineOperation.Uniqueness.UNIQUE) {
                Partitions.requireKeyWithin(connection, definition, table);
            }
        }
        if (definition.columns().stream().anyMatch(column -> toCome.contains(IndexForm.column(column)))) {
            return List.of();
        }
        String form = new IndexForm(definition, table).asServerSays(connection);
        Optional<Index> there = Indexes.find(connection, table.schema(), definition.name());
        if (there.isPresent()
                && (there.get().table() != table.oid()
                        || (there.get().condition() == Index.Condition.VALID && !isWanted(there.get(), table, form)))) {
            throw Tables.refused(
                    describe(),
                    "there is an index " + there.get().name() + " using "
                            + there.get().form(),
                    "none of this name, or one using " + form,
                    "Give the new index another name, or drop the old one with dropIndex first.");
        }
        return there.isEmpty()
                ? List.of()
                : List.of(
                        there.get().condition() == Index.Condition.VALID
                                ? "it was there already"
                                : "a build that broke off had left "
                                        + there.get().name() + " INVALID");
    }

    private boolean isWanted(Index index, Table table, String form) {
        return index.table() == table.oid()
                && index.form().equals(form)
                && index.unique() == (definition.uniqueness() == OnlineOperation.Uniqueness.UNIQUE);
    }

    @Override
    public OnlineFound found(Connection connection) throws SQLException {
        Optional<Table> table = Tables.find(connection, definition.table());
        boolean valid = table.isPresent()
                && Indexes.find(connection, table.get().schema(), definition.name())
                        .filter(index -> index.condition() == Index.Condition.VALID)
                        .isPresent();
        return new OnlineFound(valid ? OnlineFound.Presence.PRESENT : OnlineFound.Presence.ABSENT, List.of());
    }

    @Override
    public boolean isDone(Site site) throws SQLException {
        return site.book().find(number).isPresent()
                && found(site.connection()).presence() == OnlineFound.Presence.PRESENT;
    }

    @Override
    public void apply(Site site, Finale finale) throws SQLException {
        long begun = System.nanoTime();
        List<String> found = judge(site.connection(), List.of());
        Table table = Tables.require(site.connection(), describe(), definition.table());
        IndexForm form = new IndexForm(definition, table);
        if (found(site.connection()).presence() == OnlineFound.Presence.ABSENT) {
            site.report().says(describe());
            if (table.kind() == Table.Kind.PARTITIONED) {
                new Partitions(site, table).build(definition, form);
            } else {
                new IndexBuild(site, describe(), table.schema(), definition.name())
                        .build(form.statement(definition.name(), table.name()));
            }
        }
        site.locks().run(describe(), List.of(), connection -> {
            site.book().write(number, Entry.of(Entry.Stage.DONE));
            finale.write(connection);
        });
        String also = found.isEmpty() ? "" : "; " + String.join("; ", found);
        site.report()
                .add(
                        describe(),
                        "valid, in place after "
                                + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms" + also);
    }

    @Override
    public boolean isUndone(Site site, OnlineFound before) throws SQLException {
        if (before.presence() == OnlineFound.Presence.PRESENT) {
            return true;
        }
        Optional<Table> table = Tables.find(site.connection(), definition.table());
        return table.isEmpty()
                || (Indexes.find(site.connection(), table.get().schema(), definition.name())
                                .isEmpty()
                        && site.book().find(number).isEmpty());
    }

    @Override
    public void undo(Site site, OnlineFound before) throws SQLException {
        Optional<Table> table = Tables.find(site.connection(), definition.table());
        if (table.isPresent()) {
            if (table.get().kind() == Table.Kind.PARTITIONED) {
                new Partitions(site, table.get()).drop(definition);
            } else {
                IndexBuild build = new IndexBuild(site, describe(), table.get().schema(), definition.name());
                build.drop();
            }
            site.report().add("taken back: " + describe(), Names.quoted(definition.name()) + " is dropped");
        }
        site.book().remove(number);
    }
}
