package dev.belay.backup.counting;

import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.contracts.work.Output.SessionMark;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Reads a database's session counters.
 *
 * <p>A session counts itself only when it reports its statistics, so the one that asks is made to report first, and is
 * then left out: between two marks lie exactly the sessions that executions opened from the first mark on, and those
 * of others. One that ends reports before it disappears from pg_stat_activity.
 */
public final class SessionMarks {
    private static final int FIRST_EXACT_VERSION = 15;

    /** A session that ends is counted before it is no longer seen here, so this must be read first. */
    private static final String UNTAGGED = """
            select (select count(*) from pg_catalog.pg_stat_activity
                where datname = current_database() and pid <> pg_catalog.pg_backend_pid()
                  and coalesce(backend_type, 'client backend') not in ('autovacuum worker', 'parallel worker')
                  and coalesce(application_name, '') not like 'belay/%')
              + (select count(*) from pg_catalog.pg_subscription
                where subenabled and subdbid = (select oid from pg_catalog.pg_database where datname = current_database()))
            """;

    /** A server that recovers from a crash forgets its counters and resets those of the background writer. */
    private static final String COUNTED = """
            select d.sessions, format('%s / %s / %s', extract(epoch from pg_catalog.pg_postmaster_start_time()),
                coalesce(extract(epoch from d.stats_reset)::text, 'never reset'), extract(epoch from w.stats_reset))
            from pg_catalog.pg_stat_database d, pg_catalog.pg_stat_bgwriter w where d.datname = ?
            """;

    private SessionMarks() {}

    /** The mark of the session's own database; empty where the server cannot give an exact one. */
    public static Optional<SessionMark> read(DatabaseSession session) throws SQLException {
        if (session.serverVersion().major() < FIRST_EXACT_VERSION) {
            return Optional.empty();
        }
        session.text("select pg_catalog.pg_stat_force_next_flush()::text");
        int untagged = (int) session.number(UNTAGGED);
        return session.find(
                COUNTED,
                row -> new SessionMark(row.getLong(1) - 1, row.getString(2), untagged),
                session.text("select current_database()"));
    }

    /** The mark of a database that nobody is connected to, read from another one. */
    public static Optional<SessionMark> ofEmpty(String database, DatabaseSession session) throws SQLException {
        return session.find(COUNTED, row -> new SessionMark(row.getLong(1), row.getString(2), 0), database);
    }
}
