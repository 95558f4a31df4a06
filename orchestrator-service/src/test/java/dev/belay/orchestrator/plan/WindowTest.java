package dev.belay.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.orchestrator.plan.timing.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);
    private static final String BERLIN = "Europe/Berlin";
    /** Zones without changes of their clocks, with an hour's, with half an hour's, and beyond the date line. */
    private static final List<String> ZONES = List.of(
            "UTC", "Europe/Moscow", BERLIN, "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kolkata");

    @Test
    void isTheOpeningThatLastsOrElseTheNextOne() {
        Window window = window("02:00", "04:00", "Europe/Moscow", EVERY_DAY);

        assertThat(opening(window, "2026-12-01T01:59:59+03:00")).isEqualTo("2026-12-01T02:00 to 2026-12-01T04:00");
        assertThat(opening(window, "2026-12-01T02:00:00+03:00")).isEqualTo("2026-12-01T02:00 to 2026-12-01T04:00");
        assertThat(opening(window, "2026-12-01T03:59:59+03:00")).isEqualTo("2026-12-01T02:00 to 2026-12-01T04:00");
        assertThat(opening(window, "2026-12-01T04:00:00+03:00")).isEqualTo("2026-12-02T02:00 to 2026-12-02T04:00");
    }

    @Test
    void countsTheDayOnWhichItOpens() {
        Window window = window("22:00", "02:00", "Europe/Moscow", EnumSet.of(DayOfWeek.TUESDAY));

        assertThat(opening(window, "2026-12-02T01:00:00+03:00"))
                .as("Wednesday at one, in the night that has opened on Tuesday")
                .isEqualTo("2026-12-01T22:00 to 2026-12-02T02:00");
        assertThat(opening(window, "2026-12-01T01:00:00+03:00"))
                .as("Tuesday at one, in a night that would have opened on Monday")
                .isEqualTo("2026-12-01T22:00 to 2026-12-02T02:00");
        assertThat(opening(window, "2026-12-02T02:00:00+03:00")).isEqualTo("2026-12-08T22:00 to 2026-12-09T02:00");
    }

    @Test
    void aTimeThatTheClocksLeapOverIsTheMomentAtWhichTheyLeap() {
        Window opensInTheGap = window("02:30", "04:00", BERLIN, EVERY_DAY);
        Window closesInTheGap = window("01:00", "02:30", BERLIN, EVERY_DAY);
        Window liesInTheGap = window("02:10", "02:50", BERLIN, EVERY_DAY);

        assertThat(opening(opensInTheGap, "2026-03-29T00:00:00+01:00"))
                .isEqualTo("2026-03-29T03:00 to 2026-03-29T04:00");
        assertThat(opening(closesInTheGap, "2026-03-29T00:00:00+01:00"))
                .isEqualTo("2026-03-29T01:00 to 2026-03-29T03:00");
        assertThat(length(closesInTheGap, "2026-03-29T00:00:00+01:00")).isEqualTo(Duration.ofHours(1));
        assertThat(opening(liesInTheGap, "2026-03-29T00:00:00+01:00"))
                .as("it does not open in that night")
                .isEqualTo("2026-03-30T02:10 to 2026-03-30T02:50");
    }

    @Test
    void ofATimeThatTheClocksShowTwiceTheFirstOneCounts() {
        Window closesTwice = window("01:00", "02:30", BERLIN, EVERY_DAY);
        Window opensTwice = window("02:30", "04:00", BERLIN, EVERY_DAY);

        assertThat(length(closesTwice, "2026-10-25T00:00:00+02:00")).isEqualTo(Duration.ofMinutes(90));
        assertThat(length(opensTwice, "2026-10-25T00:00:00+02:00")).isEqualTo(Duration.ofMinutes(150));
    }

    @Test
    void whateverTheMomentItsOpeningIsTheFirstThatHasNotClosedAndShowsTheTimesOfTheWindow() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            Window window = anyWindow(random);
            Instant moment = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(2 * 365 * 24 * 3600));

            Window.Opening opening = window.openingAt(moment);

            String label = "seed " + seed + ", round " + round + ": " + window + " at " + moment + " is " + opening;
            assertThat(opening.closes()).as(label).isAfter(moment).isAfter(opening.opens());
            ZonedDateTime opens = opening.opens().atZone(window.zone());
            assertThat(window.days()).as(label).contains(opens.getDayOfWeek());
            boolean leapt =
                    window.zone().getRules().getTransition(opens.toLocalDate().atTime(window.opens())) != null;
            assertThat(opens.toLocalTime().equals(window.opens()) || leapt)
                    .as(label)
                    .isTrue();
            Window.Opening again = window.openingAt(opening.closes().minusMillis(1));
            assertThat(again).as(label).isEqualTo(opening);
            assertThat(window.openingAt(opening.closes()).opens()).as(label).isAfterOrEqualTo(opening.closes());
            assertThat(nothingOpenBetween(window, moment, opening)).as(label).isTrue();
        }
    }

    /** Looked at by the clock alone: no minute before the opening is one on whose clock the window is open. */
    private static boolean nothingOpenBetween(Window window, Instant moment, Window.Opening opening) {
        for (Instant at = moment; at.isBefore(opening.opens()); at = at.plus(Duration.ofMinutes(7))) {
            ZonedDateTime shown = at.atZone(window.zone());
            boolean changesClocks = !window.zone()
                    .getRules()
                    .getOffset(at.minus(Duration.ofDays(1)))
                    .equals(window.zone().getRules().getOffset(at.plus(Duration.ofDays(1))));
            if (!changesClocks && shows(window, shown)) {
                return false;
            }
        }
        return true;
    }

    private static boolean shows(Window window, ZonedDateTime shown) {
        LocalTime time = shown.toLocalTime();
        DayOfWeek day = shown.getDayOfWeek();
        if (window.opens().isBefore(window.closes())) {
            return window.days().contains(day) && !time.isBefore(window.opens()) && time.isBefore(window.closes());
        }
        return (window.days().contains(day) && !time.isBefore(window.opens()))
                || (window.days().contains(day.minus(1)) && time.isBefore(window.closes()));
    }

    private static Window anyWindow(Random random) {
        LocalTime opens = LocalTime.of(random.nextInt(24), 5 * random.nextInt(12));
        LocalTime closes = opens.plusMinutes(5 + 5L * random.nextInt(286));
        Set<DayOfWeek> days = EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)));
        EVERY_DAY.stream().filter(day -> random.nextInt(3) == 0).forEach(days::add);
        return new Window(opens, closes, ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))), days);
    }

    private static Window window(String opens, String closes, String zone, Set<DayOfWeek> days) {
        return new Window(LocalTime.parse(opens), LocalTime.parse(closes), ZoneId.of(zone), days);
    }

    private static String opening(Window window, String moment) {
        Window.Opening opening = window.openingAt(ZonedDateTime.parse(moment).toInstant());
        return opening.opens().atZone(window.zone()).toLocalDateTime() + " to "
                + opening.closes().atZone(window.zone()).toLocalDateTime();
    }

    private static Duration length(Window window, String moment) {
        Window.Opening opening = window.openingAt(ZonedDateTime.parse(moment).toInstant());
        return Duration.between(opening.opens(), opening.closes());
    }
}
