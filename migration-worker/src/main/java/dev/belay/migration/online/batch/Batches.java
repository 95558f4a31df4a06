package dev.belay.migration.online.batch;

import dev.belay.migration.online.lock.LockBudget;
import dev.belay.migration.online.lock.ShortLocks;
import dev.belay.migration.online.lock.ShortTransaction;
import dev.belay.migration.session.Blocker;
import dev.belay.migration.session.LockWatch;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Goes through a table batch by batch, each in a transaction of its own; rows that others hold are waited for singly.
 *
 * <p>Nobody waits until a batch is on disk: one that a crash of the server takes is gone together with whatever came after
 * it, and with the place in the book that says how far the walk has come.
 */
public final class Batches {
    /** One row alone is waited for with patience, since nothing else is held meanwhile. */
    private static final Duration ONE_ROW = Duration.ofSeconds(1);

    private final Connection connection;
    private final Pace pace;
    private final ShortLocks locks;
    private final LockWatch watch;
    private final Downstream downstream;

    public Batches(Connection connection, Pace pace, ShortLocks locks, LockWatch watch, Downstream downstream) {
        this.connection = connection;
        this.pace = pace;
        this.locks = locks;
        this.watch = watch;
        this.downstream = downstream;
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
            downstream.await();
            long begun = System.nanoTime();
            Optional<Worked> worked = tried(key, table, after, batch);
            if (worked.isEmpty()) {
                pace.held();
                budget.pause(what, holders());
                continue;
            }
            budget = locks.budget();
            pace.took(Duration.ofNanos(System.nanoTime() - begun));
            Range range = worked.get().range();
            told.done(range, worked.get().rows());
            if (range.upTo().isEmpty()) {
                return;
            }
            after = range.upTo();
        }
    }

    private record Worked(Range range, long rows) {}

    private List<Blocker> holders() {
        return watch.lastSeen();
    }

    /** Empty where others held a row. */
    private Optional<Worked> tried(RowKey key, String table, List<String> after, Batch batch) throws SQLException {
        int size = pace.size();
        Duration patience = size == 1 ? ONE_ROW : locks.patience().timeout();
        return ShortTransaction.attempt(connection, patience, session -> {
            ShortTransaction.set(session, "synchronous_commit", "off");
            Range range = next(key, table, after, size);
            return new Worked(range, batch.run(session, range));
        });
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
