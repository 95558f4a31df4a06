package dev.belay.backup.counting;

import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.contracts.Output.SessionMark;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Reads a database's session counters.
 *
 * <p>A session counts itself only when it reports its statistics, so the one that asks is made to report first, and is
 * then left out: between two marks lie exactly the sessions that executions opened from the first mark on, and those
 * of others.
 */
public final class SessionMarks {
    private static final int FIRST_EXACT_VERSION = 15;

    /** A session that ends is counted before it is no longer seen here, so this must be read first. */
    private static final String UNTAGGED =
            """
            select count(*) from pg_catalog.pg_stat_activity
            where datname = current_database() and pid <> pg_catalog.pg_backend_pid()
              and coalesce(backend_type, 'client backend') = 'client backend'
              and coalesce(application_name, '') not like 'belay/%'
            """;

    private static final String COUNTED =
            """
            select sessions - 1,
              pg_catalog.pg_postmaster_start_time() || ' / ' || coalesce(stats_reset::text, 'never reset')
            from pg_catalog.pg_stat_database where datname = current_database()
            """;

    private SessionMarks() {}

    /** The mark; empty where the server cannot give an exact one. */
    public static Optional<SessionMark> read(DatabaseSession session) throws SQLException {
        if (session.serverVersion().major() < FIRST_EXACT_VERSION) {
            return Optional.empty();
        }
        session.text("select pg_catalog.pg_stat_force_next_flush()::text");
        int untagged = (int) session.number(UNTAGGED);
        return session.find(COUNTED, row -> new SessionMark(row.getLong(1), row.getString(2), untagged));
    }
}
