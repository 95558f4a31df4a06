package dev.belay.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @Test
    void readsWhatPeopleWrite() {
        assertThat(Durations.parse("500ms")).contains(Duration.ofMillis(500));
        assertThat(Durations.parse("10s")).contains(Duration.ofSeconds(10));
        assertThat(Durations.parse("15m")).contains(Duration.ofMinutes(15));
        assertThat(Durations.parse("24h")).contains(Duration.ofDays(1));
        assertThat(Durations.parse("7d")).contains(Duration.ofDays(7));
        assertThat(Durations.parse("1h30m")).contains(Duration.ofMinutes(90));
        assertThat(Durations.parse("0s")).contains(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", "m", "5 m", "-5m", "5M", "1.5h", "5min", "5m ", "99999999999999999999d", "1h,5m", "٥m"})
    void readsNothingElse(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @Test
    void guessesWhatWasMeant() {
        assertThat(Durations.meant("45 minutes")).contains("45m");
        assertThat(Durations.meant("2 Hours")).contains("2h");
        assertThat(Durations.meant("250 milliseconds")).contains("250ms");
        assertThat(Durations.meant("5M")).contains("5m");
        assertThat(Durations.meant("soon")).isEmpty();
    }

    @Test
    void writesTheTwoLargestUnits() {
        Map<Duration, String> written = Map.of(
                Duration.ZERO,
                "0ms",
                Duration.ofMillis(250),
                "250ms",
                Duration.ofSeconds(59),
                "59s",
                Duration.ofSeconds(61),
                "1m1s",
                Duration.ofHours(1),
                "1h",
                Duration.ofSeconds(3_661),
                "1h1m",
                Duration.ofDays(1).plusHours(2).plusMinutes(3),
                "1d2h",
                Duration.ofDays(2).plusSeconds(5),
                "2d");

        written.forEach((duration, text) ->
                assertThat(Durations.format(duration)).as("%s", duration).isEqualTo(text));
    }

    @Test
    void readsWhatItWritesToTheLargestUnits() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 1_000; round++) {
            Duration duration = Duration.ofSeconds(1 + random.nextInt(10_000_000));
            String text = Durations.format(duration);

            assertThat(Durations.parse(text).map(Durations::format))
                    .as("seed %d, %s", seed, duration)
                    .contains(text);
        }
    }
}
