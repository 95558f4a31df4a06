package dev.belay.migration.online.batch;

import dev.belay.worker.execution.Execution;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Lets replicas catch up between two batches; what this login may not see counts as no lag. */
public final class ReplicaLag {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final String SECONDS =
            "select coalesce(max(extract(epoch from replay_lag)), 0) from pg_stat_replication";

    private final Connection connection;
    private final Execution execution;
    private final Duration most;
    private final Consumer<String> telling;
    private long lookedAt = System.nanoTime();

    /** @param most by which a replica may be behind */
    public ReplicaLag(Connection connection, Execution execution, Duration most, Consumer<String> telling) {
        this.connection = connection;
        this.execution = execution;
        this.most = most;
        this.telling = telling;
    }

    /** Returns once no replica is too far behind, or the execution is cancelled. */
    void await() throws SQLException {
        if (System.nanoTime() - lookedAt < LOOK_EVERY.toNanos()) {
            return;
        }
        double seconds = seconds();
        while (seconds > most.toMillis() / 1000.0 && !execution.cancelled()) {
            telling.accept("waits for a replica that is " + Math.round(seconds) + " s behind");
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            seconds = seconds();
        }
        lookedAt = System.nanoTime();
    }

    private double seconds() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SECONDS);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getDouble(1);
        }
    }
}
