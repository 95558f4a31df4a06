package dev.belay.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.orchestrator.plan.timing.Timing;
import dev.belay.orchestrator.plan.timing.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartTimeTest {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);

    @Test
    void aTimeIsTheNextOneThatTheClocksOfTheOrchestratorShow() {
        assertThat(begins("02:00", Timing.NONE, "2026-11-30T23:00+03:00")).isEqualTo(moment("2026-12-01T02:00+03:00"));
        assertThat(begins("02:00", Timing.NONE, "2026-12-01T01:59+03:00")).isEqualTo(moment("2026-12-01T02:00+03:00"));
        assertThat(begins("02:00", Timing.NONE, "2026-12-01T02:00+03:00"))
                .as("this very moment is over")
                .isEqualTo(moment("2026-12-02T02:00+03:00"));
    }

    @Test
    void theWindowsZoneCountsWhereThePlanHasOne() {
        Timing timing = timing(window(BERLIN, EVERY_DAY));

        assertThat(StartTime.of("02:30", timing, MOSCOW, moment("2026-11-30T23:00+03:00")))
                .isEqualTo(new StartTime.At(moment("2026-12-01T02:30+01:00"), BERLIN));
    }

    @Test
    void aDateAndATimeMayBringTheirZoneOrNot() {
        assertThat(StartTime.of("2026-12-01T02:00+01:00", Timing.NONE, MOSCOW, moment("2026-11-26T00:00Z")))
                .isEqualTo(new StartTime.At(moment("2026-12-01T02:00+01:00"), ZoneId.of("+01:00")));
        assertThat(begins("2026-12-01T02:00", Timing.NONE, "2026-11-26T00:00Z"))
                .isEqualTo(moment("2026-12-01T02:00+03:00"));
        assertThat(StartTime.of(
                        "2026-12-01T01:30Z", timing(window(BERLIN, EVERY_DAY)), MOSCOW, moment("2026-11-26T00:00Z")))
                .isEqualTo(new StartTime.At(moment("2026-12-01T02:30+01:00"), BERLIN));
    }

    @Test
    void theNextWindowIsTheOneThatOpensNext() {
        Timing timing = timing(window(MOSCOW, EnumSet.of(DayOfWeek.TUESDAY)));

        assertThat(begins("next-window", timing, "2026-11-26T12:00+03:00")).isEqualTo(moment("2026-12-01T02:00+03:00"));
        assertThat(begins("next-window", timing, "2026-12-01T03:00+03:00"))
                .as("the one that is open has opened before")
                .isEqualTo(moment("2026-12-08T02:00+03:00"));
        assertThat(refused("next-window", Timing.NONE, "2026-11-26T12:00+03:00").why())
                .contains("the plan has no window");
    }

    /** Berlin's clocks leap from 02:00 to 03:00 on 29 March 2026, and show 02:00 to 03:00 twice on 25 October. */
    @Test
    void aTimeThatIsLeaptOverIsTheLeapAndOfOneThatIsShownTwiceTheFirstCounts() {
        assertThat(StartTime.of("02:30", Timing.NONE, BERLIN, moment("2026-03-28T22:00Z")))
                .isEqualTo(new StartTime.At(moment("2026-03-29T03:00+02:00"), BERLIN));
        assertThat(StartTime.of("02:30", Timing.NONE, BERLIN, moment("2026-10-24T22:00Z")))
                .isEqualTo(new StartTime.At(moment("2026-10-25T02:30+02:00"), BERLIN));
        assertThat(StartTime.of("02:30", Timing.NONE, BERLIN, moment("2026-10-25T02:40+02:00")))
                .as("the second 02:30 of that night is passed over")
                .isEqualTo(new StartTime.At(moment("2026-10-26T02:30+01:00"), BERLIN));
    }

    @Test
    void whatHasPassedIsRefusedWithWhatTimeItIs() {
        StartTime.Refused refused = refused("2026-11-26T02:00", Timing.NONE, "2026-11-26T12:00+03:00");

        assertThat(refused.why())
                .isEqualTo("The start 2026-11-26 02:00 (Europe/Moscow) has passed: it is 2026-11-26 12:00"
                        + " (Europe/Moscow); expected a later time.");
        assertThat(refused.next()).contains("later time");
    }

    @Test
    void whatIsOutsideTheWindowIsRefusedWithWhenItOpens() {
        StartTime.Refused refused = refused("23:00", timing(window(MOSCOW, EVERY_DAY)), "2026-11-26T12:00+03:00");

        assertThat(refused.why())
                .contains("2026-11-26 23:00 (Europe/Moscow) is outside", "opens next at 2026-11-27 02:00");
        assertThat(refused.next()).contains("next-window");
    }

    @Test
    void whatLeavesNoTimeForARollbackIsRefused() {
        Timing timing = timing(window(MOSCOW, EVERY_DAY));

        assertThat(begins("03:45", timing, "2026-11-26T12:00+03:00")).isEqualTo(moment("2026-11-27T03:45+03:00"));
        assertThat(refused("03:46", timing, "2026-11-26T12:00+03:00").why())
                .contains("too late: from 2026-11-27 03:45", "closes at 2026-11-27 04:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tonight", "25:00", "2:00", "2026-13-01T00:00", "next-windows"})
    void whatIsNoTimeIsRefusedWithWhatIsOne(String text) {
        assertThat(refused(text, Timing.NONE, "2026-11-26T12:00+03:00").why())
                .contains("\"" + text + "\" is no time", "02:00", "next-window");
    }

    private static Instant begins(String text, Timing timing, String now) {
        return ((StartTime.At) StartTime.of(text, timing, MOSCOW, moment(now))).begins();
    }

    private static StartTime.Refused refused(String text, Timing timing, String now) {
        return (StartTime.Refused) StartTime.of(text, timing, MOSCOW, moment(now));
    }

    private static Instant moment(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static Timing timing(Window window) {
        return new Timing(window, Duration.ofMinutes(15), null, null);
    }

    private static Window window(ZoneId zone, Set<DayOfWeek> days) {
        return new Window(LocalTime.of(2, 0), LocalTime.of(4, 0), zone, days);
    }
}
