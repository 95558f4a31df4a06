package dev.belay.notifier.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** How long the oldest thing that a channel has not told yet has waited, as a metric. */
public final class Backlog {
    private Backlog() {}

    /**
     * Publishes it.
     *
     * @param channel its name
     * @param oldest when the oldest thing that is not told yet happened; empty where all is told
     */
    public static void publish(String channel, Supplier<Optional<Instant>> oldest, MeterRegistry meters, Clock clock) {
        Gauge.builder("belay.notifier.waiting", oldest, happened -> seconds(happened.get(), clock))
                .baseUnit("seconds")
                .tag("channel", channel)
                .strongReference(true)
                .register(meters);
    }

    private static double seconds(Optional<Instant> since, Clock clock) {
        return since.map(happened -> Duration.between(happened, clock.instant()).toMillis() / 1000.0)
                .map(seconds -> Math.max(0, seconds))
                .orElse(0.0);
    }
}
