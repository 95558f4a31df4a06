package dev.belay.migration.online.batch;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Rows between two positions in the order of a key, and of those the ones whose turn it is.
 *
 * @param after not included; empty from the first row on
 * @param upTo included; empty to the last row
 * @param rows how many it has, whosever turn it is
 */
public record Range(List<String> after, List<String> upTo, long rows, Turn turn) {
    public Range {
        after = List.copyOf(after);
        upTo = List.copyOf(upTo);
    }

    /** That a row is in it; its parameters are filled by {@link #bind}. */
    public String condition(RowKey key) {
        return key.within(this) + turn.condition();
    }

    /** That a row is in it, and something else holds. */
    public String condition(RowKey key, String also) {
        return key.within(this) + turn.condition(also);
    }

    /** The position from which a walk goes on after this transaction. */
    public List<String> reached() {
        return turn.isLast() ? upTo : after;
    }

    /** How many of its rows have had their turn, about, once this transaction has ended. */
    public long passed() {
        return rows * turn.number() / turn.of();
    }

    /** Whether all of its rows have had their turn then. */
    public boolean isPassed() {
        return turn.isLast();
    }

    /** Whether no row comes after it. */
    boolean isLast() {
        return turn.isLast() && upTo.isEmpty();
    }

    /** Empty after the last. */
    Optional<Range> nextTurn() {
        return turn.isLast() ? Optional.empty() : Optional.of(new Range(after, upTo, rows, turn.next()));
    }

    /** Fills the parameters of {@link #condition}; returns the number of the next one. */
    public int bind(PreparedStatement statement, int first) throws SQLException {
        int next = first;
        for (String value : after) {
            statement.setString(next++, value);
        }
        for (String value : upTo) {
            statement.setString(next++, value);
        }
        return next;
    }
}
