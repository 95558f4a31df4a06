package dev.belay.healthcheck.verdict;

import static dev.belay.healthcheck.Checks.exactly;
import static dev.belay.healthcheck.Checks.expect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.check.Expectation.Comparison;
import dev.belay.healthcheck.verdict.Expectations.Judgement;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationsTest {
    private static final long GIGABYTE = 1024L * 1024 * 1024;

    @ParameterizedTest
    @CsvSource({
        "AT_LEAST, 5, 5, HOLDS",
        "AT_LEAST, 5, 4, DIFFERS",
        "MORE_THAN, 0, 1, HOLDS",
        "MORE_THAN, 0, 0, DIFFERS",
        "AT_MOST, 3, 3, HOLDS",
        "AT_MOST, 3, 4, DIFFERS",
        "UNDER, 3, 2, HOLDS",
        "UNDER, 3, 3, DIFFERS",
        "EXACTLY, 5, 5, HOLDS",
        "EXACTLY, 5.0, 5, HOLDS",
        "EXACTLY, 5, 6, DIFFERS",
        "NONE, '', 0, HOLDS",
        "NONE, '', 1, DIFFERS",
        "AT_LEAST, many, 5, INCOMPARABLE",
        "AT_LEAST, 80%, 5, INCOMPARABLE",
        "AT_LEAST, -1, 5, HOLDS",
    })
    void comparesNumbers(Comparison comparison, String value, String found, Judgement judgement) {
        assertThat(Expectations.judge(
                        expect(comparison, value), Quantity.number(found).orElseThrow()))
                .isEqualTo(judgement);
    }

    @Test
    void comparesNumbersTooLargeForALong() {
        Quantity found = Quantity.number("99999999999999999999").orElseThrow();

        assertThat(Expectations.judge(expect(Comparison.MORE_THAN, "9223372036854775807"), found))
                .isEqualTo(Judgement.HOLDS);
    }

    @ParameterizedTest
    @CsvSource({"1024 B, HOLDS", "1025B, DIFFERS", "1KB, HOLDS", "1kb, HOLDS", "0.5 KB, HOLDS", "1 MB, DIFFERS"})
    void readsSizesInSteps(String size, Judgement judgement) {
        assertThat(Expectations.judge(expect(Comparison.AT_LEAST, size), Quantity.bytes(1024)))
                .isEqualTo(judgement);
    }

    @Test
    void comparesSharesTimesAndMultiples() {
        Quantity share = Quantity.percent(new BigDecimal("79.9"));
        Map<String, Quantity> references = Map.of("database", Quantity.bytes(5 * GIGABYTE));

        assertThat(Expectations.judge(expect(Comparison.UNDER, "80%"), share)).isEqualTo(Judgement.HOLDS);
        assertThat(Expectations.judge(expect(Comparison.UNDER, "1m30s"), Quantity.time(Duration.ofSeconds(91))))
                .isEqualTo(Judgement.DIFFERS);
        assertThat(Expectations.judge(
                        expect(Comparison.AT_LEAST, "2x database"), Quantity.bytes(10 * GIGABYTE), references))
                .isEqualTo(Judgement.HOLDS);
        assertThat(Expectations.judge(
                        expect(Comparison.AT_LEAST, "2.5x database"), Quantity.bytes(10 * GIGABYTE), references))
                .isEqualTo(Judgement.DIFFERS);
        assertThat(Expectations.judge(
                        expect(Comparison.AT_LEAST, "2x tables"), Quantity.bytes(10 * GIGABYTE), references))
                .isEqualTo(Judgement.INCOMPARABLE);
        assertThat(Expectations.judge(expect(Comparison.AT_LEAST, "10"), Quantity.bytes(11)))
                .isEqualTo(Judgement.INCOMPARABLE);
    }

    @Test
    void comparesTextLiterally() {
        assertThat(Expectations.judge(exactly("ok"), "ok")).isEqualTo(Judgement.HOLDS);
        assertThat(Expectations.judge(exactly("007"), "7")).isEqualTo(Judgement.DIFFERS);
        assertThat(Expectations.judge(expect(Comparison.NONE, ""), "")).isEqualTo(Judgement.HOLDS);
        assertThat(Expectations.judge(expect(Comparison.AT_LEAST, "1"), "12")).isEqualTo(Judgement.HOLDS);
        assertThat(Expectations.judge(expect(Comparison.AT_LEAST, "1"), "many")).isEqualTo(Judgement.INCOMPARABLE);
    }

    @Test
    void showsQuantitiesAsPeopleReadThem() {
        assertThat(Quantity.bytes(GIGABYTE * 3 / 2).shown()).isEqualTo("1.5 GB");
        assertThat(Quantity.bytes(0).shown()).isEqualTo("0 B");
        assertThat(Quantity.percent(new BigDecimal("12.04")).shown()).isEqualTo("12%");
        assertThat(Quantity.time(Duration.ofSeconds(90)).shown()).isEqualTo("1m30s");
    }
}
