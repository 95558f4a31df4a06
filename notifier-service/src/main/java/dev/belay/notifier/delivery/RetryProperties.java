package dev.belay.notifier.delivery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The waits between attempts, each twice as long as the one before.
 *
 * @param first the first wait
 * @param longest no wait is longer, unless the other side asks for it
 */
@ConfigurationProperties("belay.notifier.retry")
public record RetryProperties(
        @DefaultValue("1s") Duration first,
        @DefaultValue("1m") Duration longest) {
    public RetryProperties {
        if (first.toMillis() < 1 || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("belay.notifier.retry is from " + first + " to " + longest
                    + "; expected first to be at least 1ms and no longer than longest. Correct it and start again.");
        }
    }

    /** The wait after so many failures in a row, the first of which is 1. */
    public Duration after(int failures) {
        double factor = Math.pow(2, Math.max(0, failures - 1));
        return Duration.ofMillis((long) Math.min(longest.toMillis(), first.toMillis() * factor));
    }
}
