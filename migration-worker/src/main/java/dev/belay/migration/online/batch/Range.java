package dev.belay.migration.online.batch;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Rows between two positions in the order of a key, and of those the ones whose turn it is.
 *
 * @param after not included; empty from the first row on
 * @param upTo included; empty to the last row
 */
public record Range(List<String> after, List<String> upTo, Turn turn) {
    public Range {
        after = List.copyOf(after);
        upTo = List.copyOf(upTo);
    }

    /** That a row is in it; its parameters are filled by {@link #bind}. */
    public String condition(RowKey key) {
        return key.within(this) + turn.condition();
    }

    /** After which a walk goes on that ends here. */
    public List<String> reached() {
        return turn.isLast() ? upTo : after;
    }

    /** Whether no row comes after it. */
    boolean isLast() {
        return turn.isLast() && upTo.isEmpty();
    }

    Range nextTurn() {
        return new Range(after, upTo, turn.next());
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
