package dev.belay.orchestrator.workflow.timing;

import dev.belay.documents.Durations;
import dev.belay.orchestrator.plan.timing.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes times as the people of a zone read them. */
final class WindowClock {
    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final ZoneId zone;

    WindowClock(Window window) {
        this(window.zone());
    }

    WindowClock(ZoneId zone) {
        this.zone = zone;
    }

    /** Such as {@code 2026-12-01 02:00 (Europe/Moscow)}. */
    String full(Instant moment) {
        return FULL.format(moment.atZone(zone)) + " (" + zone.getId() + ")";
    }

    String time(Instant moment) {
        return TIME.format(moment.atZone(zone));
    }

    /** Such as {@code 15m}. */
    static String length(Duration duration) {
        return Durations.format(duration);
    }
}
