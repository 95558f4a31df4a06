package dev.belay.backup.copying;

import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.backup.postgres.PostgresVersion;
import dev.belay.worker.database.ServerAddress;
import dev.belay.worker.environment.settings.DatabaseSettings;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.execution.Execution;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the server of the live database says of itself.
 *
 * @param replicating a login that may read the server's files; empty where none may
 * @param first the superuser with which the server was set up
 * @param databaseBytes of the database to copy
 * @param serverBytes of all databases whose size may be seen
 * @param tablespaces where they lie on the server, besides its own directory
 * @param preloaded libraries that the server loads at its start; empty where no login may see that
 * @param settings that sessions feel, and that the server needs to read its own files
 * @param collations by which indexes of the database are sorted, with the version that its host has of each
 */
record SourceServer(
        PostgresVersion version,
        Optional<Login> replicating,
        String first,
        long databaseBytes,
        long serverBytes,
        List<String> tablespaces,
        Optional<List<String>> preloaded,
        Map<String, String> settings,
        String collations) {
    private static final String REPLICATES =
            "select rolreplication or rolsuper from pg_catalog.pg_roles where rolname = current_user";

    private static final String SERVER_SIZE = """
            select coalesce(sum(pg_catalog.pg_database_size(oid)), 0)::bigint from pg_catalog.pg_database
            where pg_catalog.has_database_privilege(oid, 'connect')
              or pg_catalog.pg_has_role('pg_read_all_stats', 'member')
            """;

    private static final String TABLESPACES = """
            select pg_catalog.pg_tablespace_location(oid) from pg_catalog.pg_tablespace
            where pg_catalog.pg_tablespace_location(oid) <> '' order by 1
            """;

    /** What its files of settings say to sessions, but for what would write or load something. */
    private static final String SETTINGS = """
            select name, setting from pg_catalog.pg_settings
            where (source = 'configuration file' and context in ('user', 'superuser')
                and name !~ '^log_|preload|library_path|^auto_explain|^lc_messages'
                and name not in ('fsync', 'full_page_writes', 'synchronous_commit', 'wal_level', 'max_wal_senders',
                  'archive_mode', 'autovacuum', 'maintenance_work_mem', 'logging_collector'))
              or name in ('max_prepared_transactions', 'max_locks_per_transaction')
            """;

    /** From 15 on the database's own is among them. */
    private static final String COLLATIONS = """
            select coalesce(string_agg(distinct named, ', ' order by named), '') from (
              select format('%s %s', k.collname, pg_catalog.pg_collation_actual_version(k.oid)) as named
              from pg_catalog.pg_index i cross join unnest(i.indcollation) sorted (collation_oid)
                join pg_catalog.pg_collation k on k.oid = sorted.collation_oid
              where pg_catalog.pg_collation_actual_version(k.oid) is not null) versions
            """;

    static SourceServer ask(Execution execution) throws SQLException {
        DatabaseSettings settings = execution.environment().requireDatabase();
        try (DatabaseSession session = DatabaseSession.onLive(settings.main(), execution)) {
            Map<String, String> carried = new TreeMap<>();
            session.list(SETTINGS, row -> carried.put(row.getString(1), row.getString(2)));
            return new SourceServer(
                    session.serverVersion(),
                    replicating(session, settings, execution),
                    session.text("select rolname from pg_catalog.pg_roles where oid = 10"),
                    session.number("select pg_catalog.pg_database_size(pg_catalog.current_database())"),
                    session.number(SERVER_SIZE),
                    session.texts(TABLESPACES),
                    preloaded(session),
                    carried,
                    collations(session));
        }
    }

    /** To be asked in the database, of the server and of the copy alike. */
    static String collations(DatabaseSession session) throws SQLException {
        return session.text(COLLATIONS);
    }

    /** Only roles with pg_read_all_settings see it. */
    private static Optional<List<String>> preloaded(DatabaseSession session) throws SQLException {
        return session.find(
                "select setting from pg_catalog.pg_settings where name = 'shared_preload_libraries'",
                row -> Stream.of(row.getString(1).split(","))
                        .map(library -> library.strip().replace("\"", ""))
                        .filter(library -> !library.isEmpty())
                        .toList());
    }

    private static Optional<Login> replicating(DatabaseSession session, DatabaseSettings settings, Execution execution)
            throws SQLException {
        if (session.holds(REPLICATES)) {
            return Optional.of(settings.main());
        }
        Login admin = ServerAddress.onDatabase(
                settings.admin(), ServerAddress.of(settings.main()).database());
        if (admin.equals(settings.main())) {
            return Optional.empty();
        }
        try (DatabaseSession another = DatabaseSession.onLive(admin, execution)) {
            return another.holds(REPLICATES) ? Optional.of(admin) : Optional.empty();
        }
    }
}
