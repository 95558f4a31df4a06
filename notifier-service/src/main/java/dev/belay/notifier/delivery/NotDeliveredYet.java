package dev.belay.notifier.delivery;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something could not be told for a reason that may pass. */
public final class NotDeliveredYet extends RuntimeException {
    private final @Nullable Duration retryAfter;

    public NotDeliveredYet(String why) {
        super(why, null, false, false);
        this.retryAfter = null;
    }

    public NotDeliveredYet(String why, Duration retryAfter) {
        super(why, null, false, false);
        this.retryAfter = retryAfter;
    }

    /** How long the other side wants to be left alone, where it said so. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
