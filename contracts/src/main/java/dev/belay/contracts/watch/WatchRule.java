package dev.belay.contracts.watch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A condition of a decision matrix.
 *
 * @param when as the plan says it, such as {@code errors over 5%}
 * @param series absent for {@link Sort#NO_DATA} and {@link Sort#NO_TRAFFIC}
 * @param bound absent where the series is
 * @param lasting how long it must hold without a break
 * @param requests the least number of requests without which it is not judged, absent where that does not matter
 */
public record WatchRule(
        String when,
        Sort sort,
        @Nullable String series,
        @Nullable Bound bound,
        Duration lasting,
        @Nullable Long requests) {
    /** The series that {@code requests} and {@code no traffic} are about. */
    public static final String REQUESTS = "requests";

    /** What a condition is about. */
    public enum Sort {
        OVER,
        UNDER,
        /** Of at least one series. */
        NO_DATA,
        NO_TRAFFIC
    }

    /**
     * What a series is compared with.
     *
     * @param timesBefore whether the amount is a multiple of what was measured before the first change
     */
    public record Bound(double amount, SeriesUnit unit, boolean timesBefore) {}
}
