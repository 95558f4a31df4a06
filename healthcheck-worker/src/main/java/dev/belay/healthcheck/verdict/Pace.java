package dev.belay.healthcheck.verdict;

import java.time.Duration;

/** How long something took before the first change, and takes now. */
public record Pace(Duration before, Duration now) {
    /** Negative where it is slower now. */
    public double percentFaster() {
        return before.isZero() ? 0 : 100.0 - 100.0 * now.toNanos() / before.toNanos();
    }

    /** The time before and the difference, as the end of a sentence about the time now. */
    public String shown() {
        long percent = Math.round(percentFaster());
        return "before " + Spans.shown(before)
                + (percent >= 0 ? " (" + percent + "% faster)" : " (" + -percent + "% slower)");
    }
}
