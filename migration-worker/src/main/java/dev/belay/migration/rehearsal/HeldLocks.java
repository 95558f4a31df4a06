package dev.belay.migration.rehearsal;

import dev.belay.contracts.work.Output.HeldLock;
import dev.belay.migration.session.TargetSessions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Sees how long the sessions on a copy hold locks that make readers or writers wait, on tables that were there before:
 * nobody waits for a new one. It looks again and again, so a lock that is held for less than the pause between two looks
 * may not be seen.
 */
final class HeldLocks implements AutoCloseable {
    /** The pause between two looks. */
    static final Duration RESOLUTION = Duration.ofMillis(10);

    private static final String TABLES = """
            select c.oid from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'm') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
              and c.relname <> all (?)
            """;

    /** Weaker ones stop other changes of the table, and neither readers nor writers. */
    private static final String HELD = """
            select l.virtualtransaction, l.relation, l.mode, l.relation::regclass::text from pg_catalog.pg_locks l
            where l.locktype = 'relation' and l.granted and l.pid <> pg_catalog.pg_backend_pid()
              and l.database = (select oid from pg_catalog.pg_database where datname = current_database())
              and l.mode in ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
            """;

    private final ScheduledExecutorService schedule;
    private final Connection connection;
    private final Set<Long> tables = new HashSet<>();
    private final Map<Key, Seen> held = new HashMap<>();
    private Optional<HeldLock> longest = Optional.empty();

    /** One transaction's lock of one strength on one table. */
    private record Key(String transaction, long table, String mode) {}

    private record Seen(String name, long first, long last) {}

    private HeldLocks(Connection connection) {
        this.connection = connection;
        this.schedule = Executors.newSingleThreadScheduledExecutor(action -> {
            Thread thread = new Thread(action, "held-locks");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @param books tables of the tool's own, which no reader or writer asks for */
    static HeldLocks watch(TargetSessions sessions, Set<String> books) throws SQLException {
        HeldLocks locks = new HeldLocks(sessions.open());
        try {
            locks.findTables(books);
        } catch (SQLException | RuntimeException failed) {
            locks.close();
            throw failed;
        }
        locks.schedule.scheduleWithFixedDelay(locks::look, 0, RESOLUTION.toMillis(), TimeUnit.MILLISECONDS);
        return locks;
    }

    /** The lock that was seen longest until now. */
    synchronized Optional<HeldLock> longest() {
        return longest;
    }

    private void findTables(Set<String> books) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(TABLES)) {
            query.setArray(1, connection.createArrayOf("text", books.toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    tables.add(rows.getLong(1));
                }
            }
        }
    }

    private synchronized void look() {
        long now = System.nanoTime();
        Map<Key, Seen> still = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(HELD);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                if (tables.contains(rows.getLong(2))) {
                    Key key = new Key(rows.getString(1), rows.getLong(2), rows.getString(3));
                    Seen before = held.get(key);
                    Seen seen = new Seen(rows.getString(4), before == null ? now : before.first(), now);
                    still.put(key, seen);
                    judge(key, seen);
                }
            }
        } catch (SQLException unseen) {
            // It only measures; the session that holds the locks reports what really fails.
        }
        held.clear();
        held.putAll(still);
    }

    /** Held for a pause longer than it was seen, at most. */
    private void judge(Key key, Seen seen) {
        Duration length = Duration.ofNanos(seen.last() - seen.first()).plus(RESOLUTION);
        if (longest.filter(known -> known.held().compareTo(length) >= 0).isEmpty()) {
            longest = Optional.of(new HeldLock(seen.name(), key.mode(), Duration.ofMillis(length.toMillis())));
        }
    }

    @Override
    public void close() throws SQLException {
        schedule.shutdown();
        try {
            if (!schedule.awaitTermination(1, TimeUnit.SECONDS)) {
                schedule.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            schedule.shutdownNow();
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}
