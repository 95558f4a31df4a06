package dev.belay.migration.online.index;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.contracts.work.Output.OnlineFound;
import dev.belay.migration.online.book.Entry;
import dev.belay.migration.online.catalogue.Tables;
import dev.belay.migration.online.operation.Finale;
import dev.belay.migration.online.operation.NumberedOperation;
import dev.belay.migration.online.operation.Site;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Builds an index anew beside the old one, which serves meanwhile; there is nothing to take back. */
public final class Reindex extends NumberedOperation<OnlineOperation.Reindex> {
    public Reindex(int number, OnlineOperation.Reindex definition) {
        super(number, definition);
    }

    @Override
    public List<String> judge(Connection connection, List<String> toCome) throws SQLException {
        NamedIndex index = NamedIndex.require(connection, describe(), definition.name());
        refuseWhere(
                connection,
                index,
                "select count(*) from pg_constraint where contype = 'x' and conindid = ",
                "an exclusion constraint owns it, whose index is never built beside the old one",
                "an index of another kind",
                "Reindex it by a migration of SQL, behind the maintenance page.");
        refuseWhere(
                connection,
                index,
                "select count(*) from pg_class where not pg_has_role(relowner, 'USAGE') and oid = ",
                "it belongs to a role of which this login is no member",
                "an index of the login's own",
                "Give the environment's \"database\" the login that owns the table.");
        return List.of();
    }

    private void refuseWhere(
            Connection connection, NamedIndex index, String count, String found, String expected, String next)
            throws SQLException {
        if (Site.number(connection, count + index.oid()) > 0) {
            throw Tables.refused(describe(), found, expected, next);
        }
    }

    @Override
    public OnlineFound found(Connection connection) {
        return new OnlineFound(OnlineFound.Presence.PRESENT, List.of());
    }

    @Override
    public void apply(Site site, Finale finale) throws SQLException {
        long begun = System.nanoTime();
        NamedIndex index = NamedIndex.require(site.connection(), describe(), definition.name());
        site.report().says(describe());
        for (NamedIndex leaf : index.leaves(site.connection())) {
            build(site, leaf).rebuild(leaf.quoted());
        }
        site.locks().run(describe(), List.of(), connection -> {
            site.book().write(number, Entry.of(Entry.Stage.DONE));
            finale.write(connection);
        });
        site.report()
                .add(
                        describe(),
                        "built anew in "
                                + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms");
    }

    @Override
    public boolean isUndone(Site site, OnlineFound before) throws SQLException {
        return site.book().find(number).isEmpty() && !hasLeftovers(site);
    }

    private boolean hasLeftovers(Site site) throws SQLException {
        for (NamedIndex leaf : leaves(site)) {
            if (build(site, leaf).hasCopies()) {
                return true;
            }
        }
        return false;
    }

    private List<NamedIndex> leaves(Site site) throws SQLException {
        Optional<NamedIndex> index = NamedIndex.find(site.connection(), definition.name());
        return index.isPresent() ? index.get().leaves(site.connection()) : List.of();
    }

    private IndexBuild build(Site site, NamedIndex leaf) {
        return new IndexBuild(site, describe(), leaf.schema(), leaf.relation());
    }

    @Override
    public void undo(Site site, OnlineFound before) throws SQLException {
        for (NamedIndex leaf : leaves(site)) {
            build(site, leaf).dropCopies();
        }
        site.book().remove(number);
        site.report().add("taken back: " + describe(), "nothing had to be");
    }
}
