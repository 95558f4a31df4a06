package dev.belay.orchestrator.plan;

import dev.belay.orchestrator.plan.timing.Timing;
import dev.belay.orchestrator.plan.timing.Window;
import dev.belay.orchestrator.plan.timing.Window.Opening;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What a person's words for the time of a start mean. */
public sealed interface StartTime {
    String NEXT_WINDOW = "next-window";

    /**
     * It begins then.
     *
     * @param zone in which the words were read
     */
    record At(Instant begins, ZoneId zone) implements StartTime {}

    /** It cannot begin then. */
    record Refused(String why, String next) implements StartTime {}

    /**
     * Reads the words.
     *
     * @param own the zone where the plan has no window
     */
    static StartTime of(String text, Timing timing, ZoneId own, Instant now) {
        return new Words(text, timing, own, now).meaning();
    }

    /** Words, and what they are to be read against. */
    final class Words {
        private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

        private final String text;
        private final Timing timing;
        private final ZoneId zone;
        private final Instant now;

        private Words(String text, Timing timing, ZoneId own, Instant now) {
            this.text = text.strip();
            this.timing = timing;
            Window window = timing.window();
            this.zone = window == null ? own : window.zone();
            this.now = now;
        }

        private StartTime meaning() {
            if (text.equals(NEXT_WINDOW)) {
                return nextWindow();
            }
            return parsed(LocalTime::parse)
                    .map(time -> within(nextTime(time), zone))
                    .or(() -> parsed(LocalDateTime::parse).map(shown -> later(Window.moment(shown, zone), zone)))
                    .or(() -> parsed(OffsetDateTime::parse)
                            .map(moment ->
                                    later(moment.toInstant(), timing.window() == null ? moment.getOffset() : zone)))
                    .orElseGet(() -> new Refused(
                            "The start \"" + text + "\" is no time; expected one such as 02:00,"
                                    + " 2026-12-01T02:00+01:00, or " + NEXT_WINDOW + ".",
                            "Mend \"at\", or leave it out to begin at once."));
        }

        private StartTime nextWindow() {
            Window window = timing.window();
            if (window == null) {
                return new Refused(
                        "The start is to be " + NEXT_WINDOW + ", and the plan has no window; expected a plan with one.",
                        "Say a time, such as 02:00, or give the plan a window.");
            }
            Opening opening = window.openingAt(now);
            return new At(
                    opening.opens().isAfter(now)
                            ? opening.opens()
                            : window.openingAt(opening.closes()).opens(),
                    zone);
        }

        private Instant nextTime(LocalTime time) {
            LocalDate day = ZonedDateTime.ofInstant(now, zone).toLocalDate();
            Instant moment = Window.moment(day.atTime(time), zone);
            return moment.isAfter(now) ? moment : Window.moment(day.plusDays(1).atTime(time), zone);
        }

        private StartTime later(Instant moment, ZoneId shownIn) {
            return moment.isAfter(now)
                    ? within(moment, shownIn)
                    : new Refused(
                            "The start " + full(moment, shownIn) + " has passed: it is " + full(now, shownIn)
                                    + "; expected a later time.",
                            "Say a later time, or leave \"at\" out to begin at once.");
        }

        private StartTime within(Instant moment, ZoneId shownIn) {
            Window window = timing.window();
            if (window == null) {
                return new At(moment, shownIn);
            }
            Opening opening = window.openingAt(moment);
            if (moment.isBefore(opening.opens())) {
                return new Refused(
                        "The start " + full(moment, zone) + " is outside the plan's window, which opens next at "
                                + full(opening.opens(), zone) + "; expected a time within it.",
                        "Say " + NEXT_WINDOW + ", or a time within the window.");
            }
            Instant last = Timetable.lastMoment(timing, opening);
            if (moment.isAfter(last)) {
                return new Refused(
                        "The start " + full(moment, zone) + " is too late: from " + full(last, zone)
                                + " on a rollback does not fit into the window any more, which closes at "
                                + full(opening.closes(), zone) + ".",
                        "Say an earlier time within the window.");
            }
            return new At(moment, zone);
        }

        private <T> Optional<T> parsed(Function<String, T> parser) {
            try {
                return Optional.of(parser.apply(text));
            } catch (DateTimeParseException other) {
                return Optional.empty();
            }
        }

        private static String full(Instant moment, ZoneId zone) {
            return FULL.format(moment.atZone(zone)) + " (" + zone.getId() + ")";
        }
    }
}
