package dev.belay.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.outcome.Progress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AmountsTest {
    @Test
    void bytesAreReadInTheUnitThatFits() {
        assertThat(Amounts.bytes(0)).isEqualTo("0 B");
        assertThat(Amounts.bytes(999)).isEqualTo("999 B");
        assertThat(Amounts.bytes(1_240_000)).isEqualTo("1.2 MB");
        assertThat(Amounts.bytes(412_000_000_000L)).isEqualTo("412 GB");
    }

    @Test
    void doneAndTotalShareTheirUnit() {
        assertThat(Amounts.done(new Progress(40_000_000, 1_900_000_000L, "bytes", "")))
                .isEqualTo("0.0 of 1.9 GB");
        assertThat(Amounts.done(new Progress(1200, 20_000L, "rows", ""))).isEqualTo("1,200 of 20,000 rows");
        assertThat(Amounts.done(new Progress(1200, null, "rows", ""))).isEqualTo("1,200 rows");
    }

    @Test
    void ratesOfSmallNumbersKeepADigit() {
        assertThat(Amounts.rate(0.25, "rows")).isEqualTo("0.3/s");
        assertThat(Amounts.rate(1234.5, "rows")).isEqualTo("1,235/s");
        assertThat(Amounts.rate(48_000_000, "bytes")).isEqualTo("48.0 MB/s");
    }

    @Test
    void durationsHaveWholeSecondsFromOneSecondOn() {
        assertThat(Amounts.duration(Duration.ofMillis(412))).isEqualTo("412ms");
        assertThat(Amounts.duration(Duration.ofMillis(73_900))).isEqualTo("1m13s");
        assertThat(Amounts.elapsed(Duration.ofMillis(412))).isEqualTo("0s");
    }
}
