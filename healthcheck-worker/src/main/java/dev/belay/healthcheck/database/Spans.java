package dev.belay.healthcheck.database;

import dev.belay.documents.Durations;
import java.time.Duration;
import java.util.Locale;

/** Times of queries as people read them: short ones to a tenth of a millisecond. */
final class Spans {
    private static final Duration SHORT = Duration.ofMillis(100);

    private Spans() {}

    static String shown(Duration time) {
        return time.compareTo(SHORT) >= 0
                ? Durations.format(Duration.ofMillis(time.toMillis()))
                : String.format(Locale.ROOT, "%.1fms", time.toNanos() / 1_000_000.0);
    }
}
