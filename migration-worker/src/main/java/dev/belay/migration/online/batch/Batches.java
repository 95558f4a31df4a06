package dev.belay.migration.online.batch;

import dev.belay.migration.online.lock.LockBudget;
import dev.belay.migration.online.lock.ShortLocks;
import dev.belay.migration.online.lock.ShortTransaction;
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

    /**
     * Goes through rows that stay as they are.
     *
     * @param from the position after which to begin; empty from the first row on
     */
    public void read(String what, RowKey key, String table, List<String> from, Batch batch, Told told)
            throws SQLException {
        walk(what, new Walked(key, table, 1), from, batch, told);
    }

    /**
     * Goes through rows that are written anew, in several turns where many of them share a page. A batch leaves out what
     * is written already, since the rows of a range are seen once more where others held one of them.
     *
     * @param from the position after which to begin; empty from the first row on
     */
    public void rewrite(String what, RowKey key, String table, List<String> from, Batch batch, Told told)
            throws SQLException {
        walk(what, new Walked(key, table, Turn.MOST), from, batch, told);
    }

    private record Walked(RowKey key, String table, int turns) {}

    private void walk(String what, Walked walked, List<String> from, Batch batch, Told told) throws SQLException {
        LockBudget budget = locks.budget();
        Range range = next(walked, from);
        Duration longest = Duration.ZERO;
        while (true) {
            downstream.await();
            long begun = System.nanoTime();
            Optional<Long> rows = tried(range, batch);
            if (rows.isEmpty()) {
                pace.held();
                budget.pause(what, watch.lastSeen());
                range = next(walked, range.after());
                longest = Duration.ZERO;
                continue;
            }
            budget = locks.budget();
            longest = max(longest, Duration.ofNanos(System.nanoTime() - begun));
            told.done(range, rows.get());
            if (range.isLast()) {
                return;
            }
            if (range.turn().isLast()) {
                pace.took(longest);
                range = next(walked, range.upTo());
                longest = Duration.ZERO;
            } else {
                range = range.nextTurn();
            }
        }
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Empty where others held a row. */
    private Optional<Long> tried(Range range, Batch batch) throws SQLException {
        Duration patience = pace.size() == 1 ? ONE_ROW : locks.patience().timeout();
        return ShortTransaction.attempt(connection, patience, session -> {
            ShortTransaction.set(session, "synchronous_commit", "off");
            return batch.run(session, range);
        });
    }

    /** Where fewer rows follow than a range has, it has no end, so that none is left out. */
    private Range next(Walked walked, List<String> after) throws SQLException {
        int size = pace.size();
        Range rest = new Range(after, List.of(), Turn.ONLY);
        try (PreparedStatement query = connection.prepareStatement(walked.key().last(walked.table(), rest))) {
            query.setInt(rest.bind(query, 1), size);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return rest;
                }
                long rows = row.getLong(2);
                Turn first = new Turn(1, (int) Math.max(1, Math.min(walked.turns(), rows / row.getLong(3))));
                return new Range(after, rows < size ? List.of() : texts(row.getArray(1)), first);
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
