package dev.belay.backup.snapshots;

import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.backup.postgres.Quoted;
import dev.belay.contracts.BackupId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The snapshots of an environment on its server, found by their comments. */
public final class FoundSnapshots {
    private static final String MARKED = """
            select datname, pg_catalog.shobj_description(oid, 'pg_database') from pg_catalog.pg_database
            where starts_with(pg_catalog.shobj_description(oid, 'pg_database'), '[belay: snapshot ') order by datname
            """;

    private FoundSnapshots() {}

    /**
     * Those whose name and comment agree, so that nothing else is ever taken for one, the live database least of all.
     *
     * @param server a session on another database than those
     */
    public static List<DatabaseSnapshot> of(DatabaseSession server, String live, String environment)
            throws SQLException {
        return server.list(MARKED, row -> DatabaseSnapshot.parse(row.getString(1), row.getString(2))).stream()
                .flatMap(Optional::stream)
                .filter(snapshot -> snapshot.environment().equals(environment)
                        && snapshot.name().equals(DatabaseSnapshot.nameFor(live, snapshot.backup())))
                .toList();
    }

    /** The snapshot of a backup that nobody can have changed: it admits no connections. */
    public static Optional<DatabaseSnapshot> sealed(
            DatabaseSession server, String live, String environment, BackupId backup) throws SQLException {
        for (DatabaseSnapshot snapshot : of(server, live, environment)) {
            if (snapshot.backup().equals(backup)
                    && server.holds(
                            "select not datallowconn from pg_catalog.pg_database where datname = ?", snapshot.name())) {
                return Optional.of(snapshot);
            }
        }
        return Optional.empty();
    }

    /** Drops a database of that name where there is one. */
    public static void drop(DatabaseSession server, String database) throws SQLException {
        server.execute("drop database if exists " + Quoted.identifier(database) + " with (force)");
    }
}
