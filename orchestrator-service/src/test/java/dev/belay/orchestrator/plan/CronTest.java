package dev.belay.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.orchestrator.plan.timing.Cron;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(textBlock = """
            0 3 1 * *,     2026-11-26T12:00+01:00, 2026-12-01T03:00+01:00
            0 3 1 * *,     2026-12-01T03:00+01:00, 2027-01-01T03:00+01:00
            30 4 * * SUN,  2026-11-26T12:00+01:00, 2026-11-29T04:30+01:00
            0 3 1-7 * SUN, 2026-11-26T12:00+01:00, 2026-12-06T03:00+01:00
            0 2 29 2 *,    2026-11-26T12:00+01:00, 2028-02-29T02:00+01:00
            */15 * * * *,  2026-11-26T12:00+01:00, 2026-11-26T12:15+01:00
            """)
    void comesAtTheNextTimeThatTheClocksShow(String cron, String now, String comes) {
        assertThat(new Cron(cron).after(moment(now), BERLIN)).isEqualTo(moment(comes));
    }

    @Test
    void aTimeThatIsLeaptOverIsTheMomentOfTheLeap() {
        assertThat(times("30 2 * * *", "2027-03-27T12:00+01:00", 2))
                .containsExactly("2027-03-28T03:00+02:00", "2027-03-29T02:30+02:00");
    }

    @Test
    void ofATimeThatIsShownTwiceTheFirstCountsAndOnlyThat() {
        assertThat(times("30 2 * * *", "2026-10-24T12:00+02:00", 2))
                .containsExactly("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
        assertThat(times("0 * * * *", "2026-10-25T01:30+02:00", 2))
                .containsExactly("2026-10-25T02:00+02:00", "2026-10-25T03:00+01:00");
        assertThat(new Cron("30 2 * * *").after(moment("2026-10-25T02:10+01:00"), BERLIN))
                .as("asked in the hour that is shown again")
                .isEqualTo(moment("2026-10-26T02:30+01:00"));
    }

    @Test
    void hoursThatAreLeaptOverComeOnce() {
        assertThat(times("*/30 * * * *", "2027-03-28T01:30+01:00", 2))
                .containsExactly("2027-03-28T03:00+02:00", "2027-03-28T03:30+02:00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0 0 3 1 * *", "0 3 1 *", "monthly", "60 3 * * *", "0 24 * * *", "0 3 31 2 *", "0 3 * * XYZ"})
    void refusesWhatIsNoneOrNeverComes(String text) {
        assertThat(Cron.read(text)).isEmpty();
    }

    @Test
    void keepsOneSpaceBetweenItsFields() {
        assertThat(Cron.read(" 0  3 1 *\t* ")).contains(new Cron("0 3 1 * *"));
    }

    private static List<String> times(String cron, String now, int count) {
        return Stream.iterate(new Cron(cron).after(moment(now), BERLIN), last -> new Cron(cron).after(last, BERLIN))
                .limit(count)
                .map(time -> time.atZone(BERLIN).toOffsetDateTime().toString())
                .toList();
    }

    private static Instant moment(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
