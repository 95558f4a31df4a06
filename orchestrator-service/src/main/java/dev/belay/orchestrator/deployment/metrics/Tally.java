package dev.belay.orchestrator.deployment.metrics;

/** How many of something there have been, and how long they took together. */
record Tally(long count, double seconds) {
    static final Tally NONE = new Tally(0, 0);

    Tally plus(Tally other) {
        return new Tally(count + other.count, seconds + other.seconds);
    }

    /** While the projection is read again the stored numbers are smaller for a time; what was counted stays counted. */
    Tally orMore(Tally before) {
        return count >= before.count ? this : before;
    }
}
