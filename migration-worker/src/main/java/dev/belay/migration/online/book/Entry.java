package dev.belay.migration.online.book;

import java.util.List;

/**
 * How far an operation has come.
 *
 * @param position the key of the last row that was worked on; empty before the first
 * @param rows worked on so far
 */
public record Entry(Stage stage, List<String> position, long rows) {
    public Entry {
        position = List.copyOf(position);
    }

    /** What an operation is at. */
    public enum Stage {
        BEGUN,
        FILLING,
        DONE,
        /** Values are being copied, before they go. */
        KEEPING,
        /** Values that were kept are being brought back. */
        RESTORING
    }

    public Entry at(List<String> newPosition, long moreRows) {
        return new Entry(stage, newPosition, rows + moreRows);
    }

    public static Entry of(Stage stage) {
        return new Entry(stage, List.of(), 0);
    }
}
