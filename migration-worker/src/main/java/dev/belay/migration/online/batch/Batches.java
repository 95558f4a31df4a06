package dev.belay.migration.online.batch;

import dev.belay.migration.online.lock.LockBudget;
import dev.belay.migration.online.lock.ShortLocks;
import dev.belay.migration.session.Blocker;
import dev.belay.migration.session.LockWatch;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Goes through a table batch by batch, each in a transaction of its own; rows that others hold are waited for singly. */
public final class Batches {
    /** One row alone is waited for with patience, since nothing else is held meanwhile. */
    private static final Duration ONE_ROW = Duration.ofSeconds(1);

    private final Connection connection;
    private final Pace pace;
    private final ShortLocks locks;
    private final LockWatch watch;
    private final ReplicaLag replicas;

    public Batches(Connection connection, Pace pace, ShortLocks locks, LockWatch watch, ReplicaLag replicas) {
        this.connection = connection;
        this.pace = pace;
        this.locks = locks;
        this.watch = watch;
        this.replicas = replicas;
    }

    /** What is done with the rows of a batch, in its transaction. */
    public interface Batch {
        /**
         * Works on the rows.
         *
         * @return how many there were
         */
        long run(Connection connection, Range range) throws SQLException;
    }

    /** Told of each batch that is committed. */
    public interface Told {
        void done(Range range, long rows);
    }

    /** @param from the position after which to begin; empty from the first row on */
    public void walk(String what, RowKey key, String table, List<String> from, Batch batch, Told told)
            throws SQLException {
        List<String> after = from;
        LockBudget budget = locks.budget();
        while (true) {
            replicas.await();
            long begun = System.nanoTime();
            Tried tried = tried(key, table, after, batch);
            if (tried.range() == null) {
                pace.held();
                budget.pause(what, holders());
                continue;
            }
            budget = locks.budget();
            pace.took(Duration.ofNanos(System.nanoTime() - begun));
            told.done(tried.range(), tried.rows());
            if (tried.range().upTo().isEmpty()) {
                return;
            }
            after = tried.range().upTo();
        }
    }

    /** @param range absent where others held a row */
    private record Tried(@org.jspecify.annotations.Nullable Range range, long rows) {}

    private List<Blocker> holders() {
        return watch.lastSeen();
    }

    private Tried tried(RowKey key, String table, List<String> after, Batch batch) throws SQLException {
        int size = pace.size();
        Duration patience = size == 1 ? ONE_ROW : locks.patience().timeout();
        connection.setAutoCommit(false);
        try {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set local lock_timeout = " + patience.toMillis());
            }
            Range range = next(key, table, after, size);
            long rows = batch.run(connection, range);
            connection.commit();
            return new Tried(range, rows);
        } catch (SQLException failed) {
            rollback();
            if (LockBudget.passes(String.valueOf(failed.getSQLState()))) {
                return new Tried(null, 0);
            }
            throw failed;
        } catch (RuntimeException failed) {
            rollback();
            throw failed;
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
            }
        }
    }

    private void rollback() throws SQLException {
        if (!connection.isClosed()) {
            connection.rollback();
        }
    }

    /** Where fewer rows follow than a batch has, the range has no end, so that none is left out. */
    private Range next(RowKey key, String table, List<String> after, int size) throws SQLException {
        Range rest = new Range(after, List.of());
        try (PreparedStatement query = connection.prepareStatement(key.last().formatted(table, rest.condition(key)))) {
            query.setInt(rest.bind(query, 1), size);
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getLong(2) >= size ? new Range(after, texts(row.getArray(1))) : rest;
            }
        }
    }

    private static List<String> texts(Array array) throws SQLException {
        List<String> texts = new ArrayList<>();
        for (Object item : (Object[]) array.getArray()) {
            texts.add(String.valueOf(item));
        }
        return texts;
    }
}
