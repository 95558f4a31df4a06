package dev.belay.cli.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From when until when something ran; begins anew where it is done again. */
final class Span {
    private @Nullable Instant start;
    private @Nullable Instant end;

    void begin(Instant at) {
        if (start == null || end != null) {
            start = at;
            end = null;
        }
    }

    void end(Instant at) {
        if (start == null) {
            start = at;
        }
        end = at;
    }

    /** Replaces both, since the worker's own times are nearer to the truth. */
    void set(Instant from, Instant until) {
        start = from;
        end = until;
    }

    Optional<Instant> start() {
        return Optional.ofNullable(start);
    }

    /** How long it took, or has taken by now; empty before it begins. */
    Optional<Duration> duration(Instant now) {
        if (start == null) {
            return Optional.empty();
        }
        Duration taken = Duration.between(start, end == null ? now : end);
        return Optional.of(taken.isNegative() ? Duration.ZERO : taken);
    }
}
