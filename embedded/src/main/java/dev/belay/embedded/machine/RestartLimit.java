package dev.belay.embedded.machine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Decides whether a server that ended by itself is started again: so many times in so long, so that a broken one does not spin. */
public final class RestartLimit {
    private final int most;
    private final Duration period;
    private final Deque<Long> times = new ArrayDeque<>();

    public RestartLimit(int most, Duration period) {
        this.most = most;
        this.period = period;
    }

    /** Counts a restart, and tells whether it may be done. */
    public synchronized boolean allowsAnother() {
        long now = System.nanoTime();
        times.removeIf(time -> now - time > period.toNanos());
        times.addLast(now);
        return times.size() <= most;
    }
}
