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
     * Goes through a table, range by range.
     *
     * @param from the position after which to begin; empty from the first row on
     */
    public void walk(String what, RowKey key, String table, List<String> from, Batch batch, Told told)
            throws SQLException {
        walk(what, new Walked(key, table, 1), from, batch, told);
    }

    /**
     * Goes through a table whose rows are written anew: each range in several turns, where many of its rows share a page.
     * A batch leaves out what is written already, since it may come to a row more than once.
     *
     * @param from the position after which to begin; empty from the first row on
     */
    public void rewrite(String what, RowKey key, String table, List<String> from, Batch batch, Told told)
            throws SQLException {
        walk(what, new Walked(key, table, Turn.MOST), from, batch, told);
    }

    private void walk(String what, Walked walked, List<String> from, Batch batch, Told told) throws SQLException {
        LockBudget budget = locks.budget();
        List<String> after = from;
        Optional<Range> going = Optional.empty();
        while (true) {
            downstream.await();
            long begun = System.nanoTime();
            Optional<Worked> worked = tried(walked, after, going, batch);
            if (worked.isEmpty()) {
                pace.held();
                budget.pause(what, watch.lastSeen());
                going = Optional.empty();
                continue;
            }
            budget = locks.budget();
            Range range = worked.get().range();
            pace.took(Duration.ofNanos(System.nanoTime() - begun), range.isPassed());
            told.done(range, worked.get().rows());
            if (range.isLast()) {
                return;
            }
            after = range.reached();
            going = range.nextTurn();
        }
    }

    private record Worked(Range range, long rows) {}

    /** A table that is walked through. */
    private static final class Walked {
        private final RowKey key;
        private final String table;
        private final int mostTurns;

        /** Of the range before, as a guess of how many rows make up the next. */
        private int turns = 1;

        private Walked(RowKey key, String table, int mostTurns) {
            this.key = key;
            this.table = table;
            this.mostTurns = mostTurns;
        }
    }

    /**
     * Empty where others held a row, or the table.
     *
     * @param going the range whose next turn it is; empty where a new one begins
     */
    private Optional<Worked> tried(Walked walked, List<String> after, Optional<Range> going, Batch batch)
            throws SQLException {
        Duration patience = pace.size() == 1 ? ONE_ROW : locks.patience().timeout();
        return ShortTransaction.attempt(connection, patience, session -> {
            ShortTransaction.set(session, "synchronous_commit", "off");
            Range range = going.isPresent() ? going.get() : next(walked, after);
            return new Worked(range, batch.run(session, range));
        });
    }

    /** So many rows that each turn has as many as the pace allows. */
    private Range next(Walked walked, List<String> after) throws SQLException {
        while (true) {
            int guessed = walked.turns;
            Range range = next(walked, after, pace.size() == 1 ? 1 : pace.size() * guessed);
            walked.turns = range.turn().of();
            if (walked.turns >= guessed || pace.size() == 1) {
                return range;
            }
        }
    }

    /** Where fewer rows follow than were asked for, the range has no end, so that none is left out. */
    private Range next(Walked walked, List<String> after, int rows) throws SQLException {
        Range rest = new Range(after, List.of(), 0, Turn.ONLY);
        try (PreparedStatement query = connection.prepareStatement(walked.key.last(walked.table, rest))) {
            query.setInt(rest.bind(query, 1), rows);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return rest;
                }
                long found = row.getLong(2);
                long turns = Math.max(1, Math.min(walked.mostTurns, found / row.getLong(3)));
                List<String> upTo = found < rows ? List.of() : texts(row.getArray(1));
                return new Range(after, upTo, found, new Turn(1, (int) turns));
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
