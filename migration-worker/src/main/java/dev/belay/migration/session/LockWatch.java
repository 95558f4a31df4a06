package dev.belay.migration.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks, beside the sessions of an execution, at who makes them wait: once a lock timeout has struck, the server no
 * longer tells.
 */
public final class LockWatch implements AutoCloseable {
    private static final long LONGEST_PAUSE_MILLIS = 250;
    private static final String BLOCKERS = """
            select b.pid, b.usename, b.state, extract(epoch from clock_timestamp() - b.xact_start)::bigint,
                   case when b.query <> '<insufficient privilege>'
                        then left(regexp_replace(b.query, '\\s+', ' ', 'g'), 200) end
            from pg_stat_activity w
            cross join lateral unnest(pg_blocking_pids(w.pid)) as blocking (pid)
            join pg_stat_activity b on b.pid = blocking.pid
            where w.application_name = current_setting('application_name') and w.pid <> pg_backend_pid()
              and w.wait_event_type = 'Lock'
            order by b.xact_start nulls last, b.pid
            """;

    private final ScheduledExecutorService schedule;
    private final Connection connection;
    private final Consumer<List<Blocker>> waiting;
    private volatile List<Blocker> lastSeen = List.of();

    private LockWatch(Connection connection, Consumer<List<Blocker>> waiting) {
        this.connection = connection;
        this.waiting = waiting;
        this.schedule = Executors.newSingleThreadScheduledExecutor(action -> {
            Thread thread = new Thread(action, "lock-watch");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Begins to look.
     *
     * @param waiting told each time somebody is seen to block
     */
    public static LockWatch start(TargetSessions sessions, Consumer<List<Blocker>> waiting) throws SQLException {
        LockWatch watch = new LockWatch(sessions.open(), waiting);
        long pause = Math.max(
                10, Math.min(LONGEST_PAUSE_MILLIS, sessions.lockTimeout().toMillis() / 8));
        watch.schedule.scheduleWithFixedDelay(watch::look, pause, pause, TimeUnit.MILLISECONDS);
        return watch;
    }

    /** Who blocked when somebody was last seen to; empty where nobody was. */
    public List<Blocker> lastSeen() {
        return lastSeen;
    }

    private void look() {
        try (PreparedStatement query = connection.prepareStatement(BLOCKERS);
                ResultSet rows = query.executeQuery()) {
            List<Blocker> seen = new ArrayList<>();
            while (rows.next()) {
                seen.add(blocker(rows));
            }
            if (!seen.isEmpty()) {
                lastSeen = List.copyOf(seen);
                waiting.accept(lastSeen);
            }
        } catch (SQLException unseen) {
            // The watch only explains; the session that it watches reports what really fails.
        }
    }

    private static Blocker blocker(ResultSet row) throws SQLException {
        return new Blocker(
                row.getInt(1),
                Optional.ofNullable(row.getString(2)),
                Optional.ofNullable(row.getString(3)),
                Optional.ofNullable(seconds(row)),
                Optional.ofNullable(row.getString(5)));
    }

    private static @Nullable Duration seconds(ResultSet row) throws SQLException {
        long seconds = row.getLong(4);
        return row.wasNull() ? null : Duration.ofSeconds(seconds);
    }

    @Override
    public void close() throws SQLException {
        schedule.shutdownNow();
        connection.close();
    }
}
