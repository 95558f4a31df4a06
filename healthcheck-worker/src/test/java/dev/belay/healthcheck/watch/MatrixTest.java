package dev.belay.healthcheck.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.belay.contracts.watch.RuleFiring;
import dev.belay.contracts.watch.SeriesUnit;
import dev.belay.contracts.watch.WatchRule;
import dev.belay.contracts.watch.WatchRule.Bound;
import dev.belay.contracts.watch.WatchRule.Sort;
import dev.belay.contracts.watch.WatchState;
import dev.belay.contracts.work.Output;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Looks every 15 seconds; the texts of a row are the readings: a number, or {@code -} for no data. */
class MatrixTest {
    private static final Duration EVERY = Duration.ofSeconds(15);
    private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");
    private static final WatchRule ERRORS = new WatchRule(
            "errors over 5%",
            Sort.OVER, "errors", new Bound(0.05, SeriesUnit.PERCENT, false), Duration.ofMinutes(1), null);
    private static final WatchRule ENOUGH_ERRORS =
            new WatchRule(ERRORS.when(), Sort.OVER, "errors", ERRORS.bound(), Duration.ofMinutes(1), 50L);
    private static final WatchRule MORE_THAN_BEFORE = new WatchRule(
            "errors over 1.2x before",
            Sort.OVER,
            "errors",
            new Bound(1.2, SeriesUnit.NUMBER, true),
            Duration.ofSeconds(30),
            null);
    private static final WatchRule SLOW = new WatchRule(
            "probe.p95 over 1s",
            Sort.OVER,
            "probe.p95",
            new Bound(1, SeriesUnit.SECONDS, false),
            Duration.ofMinutes(1),
            null);
    private static final WatchRule FEW = new WatchRule(
            "stock under 3", Sort.UNDER, "stock", new Bound(3, SeriesUnit.NUMBER, false), Duration.ofSeconds(15), null);
    private static final WatchRule NO_DATA =
            new WatchRule("no data", Sort.NO_DATA, null, null, Duration.ofMinutes(1), null);
    private static final WatchRule NO_TRAFFIC =
            new WatchRule("no traffic", Sort.NO_TRAFFIC, null, null, Duration.ofSeconds(45), null);

    private Instant now = START;

    @Test
    void firesOnceTheConditionHasHeldForLongEnough() {
        Matrix matrix = matrix(ERRORS);

        assertThat(look(matrix, "errors", "0.01", "0.06", "0.06", "0.06", "0.06"))
                .isEmpty();
        assertThat(look(matrix, "errors", "0.07"))
                .extracting(RuleFiring::found)
                .containsExactly("errors 7%, over 5% for 1m");
    }

    @Test
    void theBoundItselfIsNotOverIt() {
        assertThat(look(matrix(ERRORS), "errors", repeated("0.05", 20))).isEmpty();
    }

    @Test
    void oneGoodMomentBeginsTheCountAnew() {
        Matrix matrix = matrix(ERRORS);

        assertThat(look(matrix, "errors", "0.06", "0.06", "0.06", "0.06", "0.04", "0.06", "0.06", "0.06", "0.06"))
                .isEmpty();
        assertThat(look(matrix, "errors", "0.06")).hasSize(1);
    }

    @Test
    void firesOncePerCrossing() {
        Matrix matrix = matrix(ERRORS);

        assertThat(look(matrix, "errors", repeated("0.06", 100))).hasSize(1);
    }

    @Test
    void aShortLullDoesNotArmTheRuleAgain() {
        Matrix matrix = matrix(ERRORS);
        look(matrix, "errors", repeated("0.06", 5));

        look(matrix, "errors", repeated("0.01", 4));

        assertThat(look(matrix, "errors", repeated("0.06", 20))).isEmpty();
    }

    @Test
    void firesAgainAfterItHasBeenClearForAsLong() {
        Matrix matrix = matrix(ERRORS);
        look(matrix, "errors", repeated("0.06", 5));

        look(matrix, "errors", repeated("0.01", 5));

        assertThat(look(matrix, "errors", repeated("0.06", 5))).hasSize(1);
    }

    @Test
    void missingDataNeverCountsAsGood() {
        Matrix matrix = matrix(ERRORS);

        look(matrix, "errors", "0.06", "0.06", "0.06");
        look(matrix, "errors", "-", "-", "-");

        assertThat(look(matrix, "errors", "0.06", "0.06")).hasSize(1);
    }

    @Test
    void missingDataNeverCountsAsBadEither() {
        Matrix matrix = matrix(ERRORS);

        look(matrix, "errors", "0.06");

        assertThat(look(matrix, "errors", repeated("-", 50))).isEmpty();
    }

    @Test
    void missingDataDoesNotArmARuleAgain() {
        Matrix matrix = matrix(ERRORS);
        look(matrix, "errors", repeated("0.06", 5));

        look(matrix, "errors", repeated("-", 50));

        assertThat(look(matrix, "errors", repeated("0.06", 20))).isEmpty();
    }

    @Test
    void isNotJudgedBelowTheLeastNumberOfRequests() {
        Matrix matrix = matrix(ENOUGH_ERRORS);

        assertThat(look(matrix, Map.of("errors", repeated("0.5", 10), "requests", repeated("49", 10))))
                .isEmpty();
        assertThat(look(matrix, Map.of("errors", repeated("0.5", 10), "requests", repeated("-", 10))))
                .isEmpty();
        assertThat(look(matrix, Map.of("errors", repeated("0.5", 5), "requests", repeated("50", 5))))
                .extracting(RuleFiring::found)
                .containsExactly("errors 50%, over 5% for 1m, 50 requests");
    }

    @Test
    void comparesWithWhatWasMeasuredBefore() {
        Matrix matrix = matrix(List.of(new Output.Measured("errors", 0.10)), MORE_THAN_BEFORE);

        assertThat(look(matrix, "errors", repeated("0.12", 10))).isEmpty();
        assertThat(look(matrix, "errors", repeated("0.13", 3)))
                .extracting(RuleFiring::found)
                .containsExactly("errors 0.13, over 0.12 for 30s");
    }

    @Test
    void whereThereWasNothingBeforeAnythingIsMore() {
        Matrix matrix = matrix(List.of(new Output.Measured("errors", 0.0)), MORE_THAN_BEFORE);

        assertThat(look(matrix, "errors", repeated("0", 10))).isEmpty();
        assertThat(look(matrix, "errors", repeated("0.001", 3))).hasSize(1);
    }

    @Test
    void isNotJudgedWhereNothingWasMeasuredBefore() {
        assertThat(look(matrix(MORE_THAN_BEFORE), "errors", repeated("1", 10))).isEmpty();
        assertThat(look(
                        matrix(List.of(new Output.Measured("errors", null)), MORE_THAN_BEFORE),
                        "errors",
                        repeated("1", 10)))
                .isEmpty();
    }

    @Test
    void judgesTimesInSeconds() {
        assertThat(look(matrix(SLOW), "probe.p95", repeated("1.25", 5)))
                .extracting(RuleFiring::found)
                .containsExactly("probe.p95 1.25s, over 1s for 1m");
    }

    @Test
    void judgesWhatIsUnderABound() {
        assertThat(look(matrix(FEW), "stock", repeated("3", 10))).isEmpty();
        assertThat(look(matrix(FEW), "stock", repeated("2", 2)))
                .extracting(RuleFiring::found)
                .containsExactly("stock 2, under 3 for 15s");
    }

    @Test
    void firesWhereOneOfSeveralSeriesHasNoData() {
        Matrix matrix = matrix(NO_DATA);

        assertThat(look(matrix, Map.of("errors", repeated("0", 4), "stock", repeated("-", 4))))
                .isEmpty();
        assertThat(look(matrix, Map.of("errors", repeated("0", 1), "stock", repeated("-", 1))))
                .extracting(RuleFiring::found)
                .containsExactly("no data of stock (it is dark) for 1m");
    }

    @Test
    void seriesThatTakeTurnsInLackingDataLackItForNoLongTime() {
        Matrix matrix = matrix(NO_DATA);

        assertThat(look(
                        matrix,
                        Map.of(
                                "errors", new String[] {"-", "-", "0", "0", "-", "-", "0", "0"},
                                "stock", new String[] {"0", "0", "-", "-", "0", "0", "-", "-"})))
                .isEmpty();
    }

    @Test
    void timeInWhichNobodyLookedIsTimeWithoutData() {
        Matrix matrix = matrix(NO_DATA, ERRORS);
        look(matrix, "errors", "0.06", "0.06");

        now = now.plus(Duration.ofHours(3));

        assertThat(look(matrix, "errors", "0.06"))
                .containsExactly(new RuleFiring(0, now.minus(EVERY), "no data, nobody looked, for 3h"));
        assertThat(look(matrix, "errors", "0.06", "0.06", "0.06"))
                .extracting(RuleFiring::rule)
                .containsExactly(1);
    }

    @Test
    void aLookThatTakesLongIsStillALook() {
        Matrix matrix = matrix(ERRORS);
        List<RuleFiring> firings = new ArrayList<>();
        for (int looks = 0; looks < 3; looks++) {
            Instant ended = now.plusSeconds(50);
            firings.addAll(matrix.judge(new Moment(now, ended, readings(Map.of("errors", "0.06")))));
            now = ended;
        }

        assertThat(firings).hasSize(1);
    }

    @Test
    void sharesOfNoTrafficAreNoLackOfData() {
        Matrix matrix = matrix(NO_DATA, NO_TRAFFIC);

        assertThat(look(matrix, Map.of("errors", repeated("-", 20), "requests", repeated("0", 20))))
                .extracting(RuleFiring::rule, RuleFiring::found)
                .containsExactly(tuple(1, "no requests for 45s"));
    }

    @Test
    void withoutCountsOfRequestsNoTrafficIsNotKnown() {
        assertThat(look(matrix(NO_TRAFFIC), Map.of("requests", repeated("-", 20))))
                .isEmpty();
        assertThat(look(matrix(NO_TRAFFIC), Map.of("requests", repeated("1", 20))))
                .isEmpty();
    }

    @Test
    void whatIsHandedOnIsJudgedAsOneWatch() {
        Matrix first = matrix(ERRORS, NO_DATA);
        look(first, Map.of("errors", repeated("0.06", 3), "stock", repeated("-", 3)));

        Matrix second = new Matrix(List.of(ERRORS, NO_DATA), List.of(), EVERY, state(first));

        assertThat(look(second, Map.of("errors", repeated("0.06", 2), "stock", repeated("-", 2))))
                .extracting(RuleFiring::rule)
                .containsExactly(0, 1);
        Matrix third = new Matrix(List.of(ERRORS, NO_DATA), List.of(), EVERY, state(second));
        assertThat(look(third, Map.of("errors", repeated("0.06", 20), "stock", repeated("-", 20))))
                .as("what has fired stays fired")
                .isEmpty();
    }

    @Test
    void aClockThatIsSetBackFiresNothing() {
        Matrix matrix = matrix(ERRORS, NO_DATA);
        look(matrix, "errors", "0.06", "0.06");

        now = now.minus(Duration.ofHours(2));

        assertThat(look(matrix, "errors", "0.06", "0.06")).isEmpty();
    }

    @Test
    void tellsForHowLongEachConditionHeld() {
        Matrix matrix = matrix(ERRORS);

        look(matrix, "errors", "0.06", "0.06", "0.01", "0.01", "0.06", "0.06", "0.06");

        assertThat(matrix.rollUps()).extracting(rollUp -> rollUp.held()).containsExactly(Duration.ofSeconds(45));
    }

    private WatchState state(Matrix matrix) {
        return new WatchState(
                now.minus(EVERY), matrix.seriesStates(), matrix.ruleStates(), List.of(), List.of(), List.of());
    }

    private static Matrix matrix(WatchRule... rules) {
        return matrix(List.of(), rules);
    }

    private static Matrix matrix(List<Output.Measured> before, WatchRule... rules) {
        return new Matrix(List.of(rules), before, EVERY, null);
    }

    private List<RuleFiring> look(Matrix matrix, String series, String... readings) {
        return look(matrix, Map.of(series, readings));
    }

    private List<RuleFiring> look(Matrix matrix, Map<String, String[]> series) {
        List<RuleFiring> firings = new ArrayList<>();
        int looks = series.values().iterator().next().length;
        for (int look = 0; look < looks; look++) {
            Map<String, String> row = new LinkedHashMap<>();
            int place = look;
            series.forEach((name, readings) -> row.put(name, readings[place]));
            firings.addAll(matrix.judge(new Moment(now, now, readings(row))));
            now = now.plus(EVERY);
        }
        return firings;
    }

    private static Map<String, Reading> readings(Map<String, String> row) {
        Map<String, Reading> readings = new LinkedHashMap<>();
        row.forEach((name, text) -> readings.put(name, reading(text)));
        return readings;
    }

    private static @Nullable Reading reading(String text) {
        return text.equals("-") ? new Reading.Missing("it is dark") : new Reading.Value(Double.parseDouble(text));
    }

    private static String[] repeated(String reading, int times) {
        return Collections.nCopies(times, reading).toArray(String[]::new);
    }
}
