package dev.belay.migration.online.batch;

import java.time.Duration;

/** How many rows a batch has: fewer where the database is slow or rows are held by others, more where it is not. */
public final class Pace {
    private final int most;
    private final Duration longest;
    private int size;
    private Duration slowest = Duration.ZERO;

    /**
     * @param most rows that a batch may have
     * @param longest time that a batch should take, while others may wait for its rows
     */
    public Pace(int most, Duration longest) {
        this.most = most;
        this.longest = longest;
        this.size = most;
    }

    int size() {
        return size;
    }

    /** Judges by the slowest turn of a range, once that is done. */
    void took(Duration time, boolean rangeIsDone) {
        slowest = time.compareTo(slowest) > 0 ? time : slowest;
        if (!rangeIsDone) {
            return;
        }
        if (slowest.compareTo(longest) > 0) {
            size = Math.max(Math.min(most, 50), size / 2);
        } else if (slowest.multipliedBy(2).compareTo(longest) < 0) {
            size = Math.min(most, Math.max(size + 1, size * 5 / 4));
        }
        slowest = Duration.ZERO;
    }

    void held() {
        size = Math.max(1, size / 4);
        slowest = Duration.ZERO;
    }
}
