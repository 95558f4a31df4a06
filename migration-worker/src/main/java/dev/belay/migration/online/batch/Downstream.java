package dev.belay.migration.online.batch;

import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.database.NamedReplica;
import dev.belay.worker.environment.settings.DatabaseSettings;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets those catch up between two batches who read the server's log: replicas, as far as this login may see them or the
 * environment names them, and where the environment limits what is kept for them, the readers of replication slots.
 */
public final class Downstream implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final String REPLICA = """
            select 'replica ' || coalesce(nullif(application_name, ''), 'without a name') || ', which is '
                   || round(extract(epoch from replay_lag)) || ' s behind'
            from pg_stat_replication
            where replay_lag > make_interval(secs => ?) order by replay_lag desc limit 1
            """;
    private static final String SLOT = """
            select 'replication slot ' || slot_name || case when active then '' else ', which nobody reads and' end
                   || ' for which ' || pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)) || ' are kept'
            from pg_replication_slots
            where pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn) > ?
            order by restart_lsn limit 1
            """;
    private static final String POSITION = "select pg_current_wal_lsn()::text";

    private final Connection connection;
    private final Execution execution;
    private final Duration most;
    private final Duration patience;
    private final Consumer<String> telling;
    private final List<NamedReplica> replicas;
    private final Optional<Long> wal;
    private long lookedAt = System.nanoTime();

    /**
     * Looks at those whom the environment names, too.
     *
     * @param most by which a replica may be behind
     * @param patience how long it waits for one of them
     */
    public Downstream(
            Connection connection, Execution execution, Duration most, Duration patience, Consumer<String> telling) {
        DatabaseSettings database = execution.environment().requireDatabase();
        this.connection = connection;
        this.execution = execution;
        this.most = most;
        this.patience = patience;
        this.telling = telling;
        this.replicas = database.replicas().stream()
                .map(login -> new NamedReplica(login, execution))
                .toList();
        this.wal = database.limits().wal();
    }

    /**
     * Returns once nobody is too far behind, or the execution is cancelled.
     *
     * @throws WorkFailed when somebody does not catch up
     */
    void await() throws SQLException {
        if (System.nanoTime() - lookedAt < LOOK_EVERY.toNanos()) {
            return;
        }
        long begun = System.nanoTime();
        Optional<String> behind = behind();
        while (behind.isPresent() && !execution.cancelled()) {
            if (System.nanoTime() - begun > patience.toNanos()) {
                throw tooLong(behind.get());
            }
            telling.accept("waits for " + behind.get());
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            behind = behind();
        }
        lookedAt = System.nanoTime();
    }

    private WorkFailed tooLong(String behind) {
        return new WorkFailed(
                FailureCode.DATABASE_ERROR,
                "Batches have waited " + patience.toSeconds() + " s for " + behind
                        + "; expected was that replicas are at"
                        + " most " + most.toSeconds() + " s behind"
                        + wal.map(bytes -> ", and that at most " + bytes / 1_000_000 + " MB are kept for a slot")
                                .orElse("")
                        + ". What is filled stays filled.",
                "Look why it does not get on. Where nobody needs it any more, take it out of \"database.replicas\", or drop"
                        + " the slot (pg_drop_replication_slot). Then retry: it goes on there.");
    }

    private Optional<String> behind() throws SQLException {
        Optional<String> seen = first(REPLICA, most.toMillis() / 1000.0);
        if (seen.isEmpty() && wal.isPresent()) {
            seen = first(SLOT, wal.get());
        }
        return seen.isPresent() || replicas.isEmpty() ? seen : namedBehind();
    }

    private Optional<String> namedBehind() throws SQLException {
        String position = first(POSITION, null).orElseThrow();
        for (NamedReplica replica : replicas) {
            Optional<String> behind = behind(replica, position);
            if (behind.isPresent()) {
                return behind;
            }
        }
        return Optional.empty();
    }

    private Optional<String> behind(NamedReplica replica, String position) {
        try {
            NamedReplica.Standing standing = replica.ask(position);
            Optional<Duration> time = standing.time();
            if (time.isEmpty()) {
                return Optional.of("replica " + replica.name() + ", which has replayed nothing since it was started");
            }
            return time.filter(late -> late.compareTo(most) > 0)
                    .map(late -> "replica " + replica.name() + ", which is " + late.toSeconds() + " s behind");
        } catch (WorkFailed silent) {
            if (silent.failure().code() == FailureCode.ENVIRONMENT_INVALID) {
                throw silent;
            }
            return Optional.of("replica " + replica.name() + ", which cannot be asked: "
                    + silent.failure().message());
        }
    }

    private Optional<String> first(String sql, @Nullable Object parameter) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            if (parameter != null) {
                query.setObject(1, parameter);
            }
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        }
    }

    @Override
    public void close() {
        replicas.forEach(NamedReplica::close);
    }
}
