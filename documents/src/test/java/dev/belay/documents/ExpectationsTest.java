package dev.belay.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.check.Expectation;
import dev.belay.contracts.check.Expectation.Comparison;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationsTest {
    @ParameterizedTest
    @CsvSource({
        "at least 1, COUNT, AT_LEAST, 1",
        ">= 1, COUNT, AT_LEAST, 1",
        ">=1, COUNT, AT_LEAST, 1",
        "more than 0, COUNT, MORE_THAN, 0",
        "> 0, COUNT, MORE_THAN, 0",
        "at most 7, COUNT, AT_MOST, 7",
        "<= 7, COUNT, AT_MOST, 7",
        "under 9, COUNT, UNDER, 9",
        "<9, COUNT, UNDER, 9",
        "exactly 5, COUNT, EXACTLY, 5",
        "= 5, COUNT, EXACTLY, 5",
        "5, COUNT, EXACTLY, 5",
        "none, COUNT, NONE, ''",
        "at least -1.5, NUMBER, AT_LEAST, -1.5",
        "under 80%, SHARE, UNDER, 80%",
        "under 50, SHARE, UNDER, 50",
        "at least 10GB, SPACE, AT_LEAST, 10GB",
        "at least 2x database, SPACE, AT_LEAST, 2x database",
        "none over 1m, AGE, NONE, 1m",
        "UP, VALUE, EXACTLY, UP",
        "v2.0.0, VALUE, EXACTLY, v2.0.0",
        "exactly at least 5, VALUE, EXACTLY, at least 5",
        "exactly none, VALUE, EXACTLY, none",
        "'  at least   3  ', VALUE, AT_LEAST, 3",
    })
    void readsWordsSymbolsAndValuesAlone(String text, ExpectationForm form, Comparison comparison, String value) {
        assertThat(Expectations.parse(text, form)).contains(new Expectation(comparison, value));
    }

    @ParameterizedTest
    @CsvSource({
        "at least, COUNT",
        "at least many, COUNT",
        "at least 1.5, COUNT",
        "at least -1, COUNT",
        "none over 1m, COUNT",
        "at least 10GB, COUNT",
        "under 80%, NUMBER",
        "exactly 80%, SHARE",
        "none, SHARE",
        "under 10GB, SPACE",
        "at least 10, SPACE",
        "none, AGE",
        "none over soon, AGE",
        "under 1m, AGE",
        "at least five, VALUE",
        "at lest 5, VALUE",
        "!= 5, VALUE",
        "=> 5, VALUE",
        "'', VALUE",
    })
    void readsNothingThatDoesNotFitItsPlace(String text, ExpectationForm form) {
        assertThat(Expectations.parse(text, form)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "no more than 5, COUNT, at most 5",
        "less than 5, COUNT, under 5",
        "over 5, COUNT, more than 5",
        "at lest 5, VALUE, at least 5",
        "=> 5, VALUE, at least 5",
        "== 5, COUNT, exactly 5",
        "80%, SHARE, under 80%",
        "10GB, SPACE, at least 10GB",
        "1m, AGE, none over 1m",
        "less than 80%, SHARE, under 80%",
    })
    void guessesWhatWasMeant(String text, ExpectationForm form, String meant) {
        assertThat(Expectations.mend(text, form)).contains(meant);
    }

    @Test
    void guessesNothingThatWouldNotFitEither() {
        assertThat(Expectations.mend("some", ExpectationForm.COUNT)).isEmpty();
        assertThat(Expectations.mend("over 5", ExpectationForm.SPACE)).isEmpty();
        assertThat(Expectations.mend("!= 5", ExpectationForm.COUNT)).isEmpty();
    }

    @Test
    void readsWhateverAnExpectationWrites() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            ExpectationForm form = pick(random, List.of(ExpectationForm.values()));
            Expectation expectation = random(random, form);

            assertThat(Expectations.parse(expectation.toString(), form))
                    .as("seed %d, %s as %s", seed, expectation, form)
                    .contains(expectation);
        }
    }

    private static Expectation random(Random random, ExpectationForm form) {
        Comparison comparison = pick(random, List.of(Comparison.values()));
        Expectation expectation = new Expectation(comparison, comparison == Comparison.NONE ? "" : value(random, form));
        return switch (form) {
            case AGE ->
                new Expectation(Comparison.NONE, (1 + random.nextInt(90)) + pick(random, List.of("s", "m", "h")));
            case COUNT, NUMBER, VALUE, SHARE, SPACE, SIZE, LAG ->
                form.allows(expectation) ? expectation : random(random, form);
        };
    }

    private static String value(Random random, ExpectationForm form) {
        int number = random.nextInt(1_000);
        return switch (form) {
            case COUNT -> "" + number;
            case NUMBER -> (random.nextBoolean() ? "-" : "") + number + "." + random.nextInt(10);
            case VALUE -> pick(random, List.of("UP", "at least 5", "none", "> 3", "a b 7", "v1.0", "" + number));
            case SHARE -> number + (random.nextBoolean() ? "%" : "");
            case SPACE -> number + pick(random, List.of("B", "KB", "MB", "GB", "TB", "x database"));
            case SIZE -> number + pick(random, List.of("B", "KB", "MB", "GB", "TB"));
            case LAG -> number + pick(random, List.of("s", "ms", "KB", "GB"));
            case AGE -> number + "s";
        };
    }

    private static <T> T pick(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
