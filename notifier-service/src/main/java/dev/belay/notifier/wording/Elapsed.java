package dev.belay.notifier.wording;

import java.time.Duration;

/** A time span as people say it. */
public final class Elapsed {
    private Elapsed() {}

    /** Such as {@code 2h 5m}, {@code 2m 10s} or {@code 4s}. */
    public static String words(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds >= 3600) {
            return seconds / 3600 + "h " + seconds % 3600 / 60 + "m";
        }
        return seconds >= 60 ? seconds / 60 + "m " + seconds % 60 + "s" : seconds + "s";
    }
}
