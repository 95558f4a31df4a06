package dev.belay.notifier;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A notice that could not be delivered for a reason that may pass. */
final class NotDeliveredYet extends RuntimeException {
    private final @Nullable Duration retryAfter;

    NotDeliveredYet(String why) {
        super(why, null, false, false);
        this.retryAfter = null;
    }

    NotDeliveredYet(String why, Duration retryAfter) {
        super(why, null, false, false);
        this.retryAfter = retryAfter;
    }

    /** How long the other side wants to be left alone, where it said so. */
    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
