package dev.belay.migration.online.catalogue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What on the server would feel a change of the schema, or hold it up. */
public final class Around {
    private static final String FINDINGS = """
            select 'replica ' || coalesce(nullif(application_name, ''), 'without a name')
                   || coalesce(', behind by ' || round(extract(epoch from replay_lag))::text || ' s', '')
            from pg_stat_replication
            union all
            select slot_type || ' slot ' || slot_name || case when active then '' else ', which nobody reads' end
                   || coalesce(', keeps ' || pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)), '')
            from pg_replication_slots where not pg_is_in_recovery()
            union all
            select 'event trigger ' || evtname || ' may fire' from pg_event_trigger where evtenabled in ('O', 'A')
            union all
            select 'pid ' || pid || ' of user "' || usename || '" has a transaction open for '
                   || round(extract(epoch from clock_timestamp() - xact_start)) || ' s, for which index builds wait'
            from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()
              and xact_start < clock_timestamp() - make_interval(secs => ?)
            """;
    private static final String COLLATION = """
            select 'the database was made with collation version ' || datcollversion || ', and the system has '
                   || pg_database_collation_actual_version(oid) || ': indexes over text may be out of order'
            from pg_database
            where datname = current_database() and datcollversion <> pg_database_collation_actual_version(oid)
            """;
    private static final int FIRST_WITH_COLLATION_VERSION = 15;

    private Around() {}

    /**
     * In words; empty where there is nothing of the kind.
     *
     * @param old from which age on a transaction is named
     */
    public static List<String> describe(Connection connection, Duration old) throws SQLException {
        List<String> found = new ArrayList<>();
        add(found, connection, FINDINGS, old);
        if (connection.getMetaData().getDatabaseMajorVersion() >= FIRST_WITH_COLLATION_VERSION) {
            add(found, connection, COLLATION, null);
        }
        return found;
    }

    private static void add(List<String> found, Connection connection, String sql, @Nullable Duration old)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            if (old != null) {
                query.setDouble(1, old.toMillis() / 1000.0);
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
    }
}
