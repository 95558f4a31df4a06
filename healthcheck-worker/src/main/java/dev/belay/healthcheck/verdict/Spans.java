package dev.belay.healthcheck.verdict;

import dev.belay.documents.Durations;
import java.time.Duration;
import java.util.Locale;

/** Times of queries and requests as people read them: short ones to a tenth of a millisecond. */
public final class Spans {
    private static final Duration SHORT = Duration.ofMillis(100);

    private Spans() {}

    public static String shown(Duration time) {
        return time.compareTo(SHORT) >= 0
                ? Durations.format(Duration.ofMillis(time.toMillis()))
                : String.format(Locale.ROOT, "%.1fms", time.toNanos() / 1_000_000.0);
    }
}
