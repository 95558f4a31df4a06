package dev.belay.cli.api;

import java.time.Duration;

/**
 * How a lost connection is dealt with.
 *
 * @param first the pause before the second attempt; each further pause is twice as long
 * @param longest the longest pause
 * @param givingUp how long a server may be silent before the stream ends with {@link ServerSilent}
 * @param silence a connection on which nothing came for so long is made anew
 */
public record Patience(Duration first, Duration longest, Duration givingUp, Duration silence) {
    public static final Patience USUAL =
            new Patience(Duration.ofMillis(500), Duration.ofSeconds(5), Duration.ofMinutes(30), Duration.ofSeconds(60));
}
