package dev.belay.migration.online.index;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.contracts.work.Output.OnlineFound;
import dev.belay.migration.online.book.Entry;
import dev.belay.migration.online.catalogue.IndexMemory;
import dev.belay.migration.online.catalogue.Names;
import dev.belay.migration.online.catalogue.Tables;
import dev.belay.migration.online.operation.Finale;
import dev.belay.migration.online.operation.NumberedOperation;
import dev.belay.migration.online.operation.Site;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Drops an index, and remembers all that is needed to make the very same one again. */
public final class DropIndex extends NumberedOperation<OnlineOperation.DropIndex> {
    private static final int TABLESPACE_AND_INDEX = 2;

    public DropIndex(int number, OnlineOperation.DropIndex definition) {
        super(number, definition);
    }

    @Override
    public List<String> judge(Connection connection, List<String> toCome) throws SQLException {
        NamedIndex index = NamedIndex.require(connection, describe(), definition.name());
        Tables.require(connection, describe(), unquoted(index));
        List<String> obstacles = IndexMemory.obstacles(connection, index.quoted());
        if (!obstacles.isEmpty()) {
            throw Tables.refused(
                    describe(),
                    String.join("; ", obstacles),
                    "an index that can be dropped and made again while others write",
                    "Take away what stands in the way first, or use a migration of SQL.");
        }
        return index.constraint() == null
                ? List.of()
                : List.of("with constraint " + index.constraint() + ", which owns it");
    }

    private static String unquoted(NamedIndex index) {
        return index.table().replace("\"", "");
    }

    @Override
    public OnlineFound found(Connection connection) throws SQLException {
        Optional<NamedIndex> index = NamedIndex.find(connection, definition.name());
        return index.isEmpty()
                ? new OnlineFound(OnlineFound.Presence.ABSENT, List.of())
                : new OnlineFound(
                        OnlineFound.Presence.PRESENT,
                        IndexMemory.statements(connection, index.get().quoted()));
    }

    @Override
    public boolean isDone(Site site) throws SQLException {
        return super.isDone(site)
                && NamedIndex.find(site.connection(), definition.name()).isEmpty();
    }

    @Override
    public void apply(Site site, Finale finale) throws SQLException {
        Optional<NamedIndex> index = NamedIndex.find(site.connection(), definition.name());
        boolean begun = site.book().find(number).isPresent();
        if (index.isPresent() || !begun) {
            judge(site.connection(), List.of());
            site.book().write(number, Entry.of(Entry.Stage.BEGUN));
        }
        if (index.isPresent()) {
            drop(site, index.get());
        }
        site.locks().run(describe(), List.of(), connection -> {
            site.book().write(number, Entry.of(Entry.Stage.DONE));
            finale.write(connection);
        });
        site.report().add(describe(), "dropped; what would make it again is kept with the deployment");
    }

    private void drop(Site site, NamedIndex index) throws SQLException {
        @Nullable String constraint = index.constraint();
        if (constraint == null) {
            new IndexBuild(site, describe(), index.schema(), index.relation()).drop();
            return;
        }
        site.locks()
                .run(
                        describe(),
                        List.of(index.tableOid()),
                        connection -> Site.execute(
                                connection,
                                "alter table " + index.table() + " drop constraint " + Names.quoted(constraint)));
    }

    @Override
    public boolean isUndone(Site site, OnlineFound before) throws SQLException {
        return before.presence() == OnlineFound.Presence.ABSENT
                || site.book().find(number).isEmpty();
    }

    @Override
    public void undo(Site site, OnlineFound before) throws SQLException {
        List<String> statements = before.statements();
        Site.execute(site.connection(), statements.get(0));
        String create = statements.get(1);
        Optional<NamedIndex> index = NamedIndex.find(site.connection(), definition.name());
        if (index.isEmpty() || !isValid(site, index.get())) {
            IndexBuild build = index.map(one -> new IndexBuild(site, describe(), one.schema(), one.relation()))
                    .orElseGet(() -> new IndexBuild(site, describe(), schema(create), relation()));
            build.build(create);
        }
        NamedIndex built = NamedIndex.require(site.connection(), describe(), definition.name());
        site.locks().run("take back: " + describe(), List.of(built.tableOid()), connection -> {
            for (String statement : statements.subList(TABLESPACE_AND_INDEX, statements.size())) {
                if (!statement.contains(" add constraint ") || built.constraint() == null) {
                    Site.execute(connection, statement);
                }
            }
            site.book().remove(number);
        });
        Site.execute(site.connection(), "reset default_tablespace");
        site.report().add("taken back: " + describe(), "made again as it was");
    }

    private static boolean isValid(Site site, NamedIndex index) throws SQLException {
        return Site.number(
                        site.connection(),
                        "select count(*) from pg_index where indexrelid = " + index.oid()
                                + " and indisvalid and indisready and indislive")
                == 1;
    }

    private String relation() {
        int dot = definition.name().indexOf('.');
        return definition.name().substring(dot + 1);
    }

    /** An index lies in the schema of its table, which the definition names. */
    private String schema(String create) {
        int dot = definition.name().indexOf('.');
        if (dot >= 0) {
            return definition.name().substring(0, dot);
        }
        String on = create.substring(create.indexOf(" ON ") + 4);
        String table = on.startsWith("ONLY ") ? on.substring(5) : on;
        return table.substring(0, table.indexOf('.')).replace("\"", "");
    }
}
