package dev.belay.orchestrator.deployment.report;

import dev.belay.documents.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times as people read them. */
final class ReportTimes {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private ReportTimes() {}

    static String full(@Nullable Instant instant) {
        return instant == null ? "—" : FORM.format(instant);
    }

    static String clock(@Nullable Instant instant) {
        return instant == null ? "—" : CLOCK.format(instant);
    }

    static String length(@Nullable Duration duration) {
        return duration == null ? "—" : Durations.format(duration);
    }
}
