package dev.belay.orchestrator.plan.timing;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * The time of day in which a plan may change something, as the clocks of a zone show it.
 *
 * <p>A time that the clocks leap over is the moment at which they leap; of a time that they show twice the first one
 * counts. A window whose end is not after its beginning ends on the next day.
 *
 * @param days the days on which it opens; at least one
 */
public record Window(LocalTime opens, LocalTime closes, ZoneId zone, Set<DayOfWeek> days) {
    private static final int LONGEST_PAUSE_IN_DAYS = 400;

    public Window {
        days = Collections.unmodifiableSet(new TreeSet<>(days));
        if (days.isEmpty()) {
            throw new IllegalArgumentException("A window opens on no day; expected at least one");
        }
    }

    /** From when until when it is open, the end excluded. */
    public record Opening(Instant opens, Instant closes) {}

    /** The opening that lasts at the given moment, or else the next one. */
    public Opening openingAt(Instant moment) {
        LocalDate first = ZonedDateTime.ofInstant(moment, zone).toLocalDate().minusDays(1);
        for (int day = 0; day < LONGEST_PAUSE_IN_DAYS; day++) {
            LocalDate date = first.plusDays(day);
            Opening opening = openingOn(date);
            if (days.contains(date.getDayOfWeek())
                    && opening.closes().isAfter(moment)
                    && opening.closes().isAfter(opening.opens())) {
                return opening;
            }
        }
        throw new IllegalStateException("Window " + this + " does not open within " + LONGEST_PAUSE_IN_DAYS
                + " days after " + moment + "; expected that it does");
    }

    /** How long it is open on a day on which no clock is changed. */
    public Duration length() {
        Duration length = Duration.between(opens, closes);
        return length.isNegative() || length.isZero() ? length.plusDays(1) : length;
    }

    private Opening openingOn(LocalDate date) {
        LocalDate end = closes.isAfter(opens) ? date : date.plusDays(1);
        return new Opening(moment(date.atTime(opens), zone), moment(end.atTime(closes), zone));
    }

    /** The moment at which the clocks of the zone show that. */
    public static Instant moment(LocalDateTime shown, ZoneId zone) {
        ZoneOffsetTransition leap = zone.getRules().getTransition(shown);
        return leap != null && leap.isGap()
                ? leap.getInstant()
                : shown.atZone(zone).toInstant();
    }
}
