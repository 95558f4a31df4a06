package dev.belay.migration.online.batch;

import java.time.Duration;

/** How many rows a range has: fewer where the database is slow or rows are held by others, more where it is not. */
public final class Pace {
    private static final int AT_FIRST = 1000;

    private final int most;
    private final Duration longest;
    private int size;

    /**
     * @param most rows that a range may have
     * @param longest time that each of its transactions should take, while others may wait for its rows
     */
    public Pace(int most, Duration longest) {
        this.most = most;
        this.longest = longest;
        this.size = Math.min(most, AT_FIRST);
    }

    int size() {
        return size;
    }

    void took(Duration time) {
        if (time.compareTo(longest) > 0) {
            size = Math.max(Math.min(most, 50), size / 2);
        } else if (time.multipliedBy(2).compareTo(longest) < 0) {
            size = Math.min(most, Math.max(size + 1, size * 5 / 4));
        }
    }

    void held() {
        size = Math.max(1, size / 4);
    }
}
