package dev.belay.migration.online.lock;

import dev.belay.migration.session.Blocker;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who holds locks on tables, asked after a try that was too short for anybody to be seen waiting. */
final class LockHolders {
    private static final int SHOWN = 5;
    private static final String HOLDERS = """
            select a.pid, a.usename, a.state, extract(epoch from clock_timestamp() - a.xact_start)::bigint,
                   case when a.query <> '<insufficient privilege>'
                        then left(regexp_replace(a.query, '\\s+', ' ', 'g'), 200) end
            from (select distinct pid from pg_locks
                  where locktype = 'relation' and granted and relation = any (?) and pid <> pg_backend_pid()
                    and database = (select oid from pg_database where datname = current_database())) l
            join pg_stat_activity a on a.pid = l.pid
            order by a.xact_start nulls last, a.pid
            limit\s""" + SHOWN;

    private LockHolders() {}

    static List<Blocker> of(Connection connection, List<Long> relations) throws SQLException {
        Array oids = connection.createArrayOf("oid", relations.toArray());
        try (PreparedStatement query = connection.prepareStatement(HOLDERS)) {
            query.setArray(1, oids);
            try (ResultSet rows = query.executeQuery()) {
                List<Blocker> holders = new ArrayList<>();
                while (rows.next()) {
                    long seconds = rows.getLong(4);
                    Optional<Duration> age =
                            rows.wasNull() ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
                    holders.add(new Blocker(
                            rows.getInt(1),
                            Optional.ofNullable(rows.getString(2)),
                            Optional.ofNullable(rows.getString(3)),
                            age,
                            Optional.ofNullable(rows.getString(5))));
                }
                return holders;
            }
        } finally {
            oids.free();
        }
    }
}
