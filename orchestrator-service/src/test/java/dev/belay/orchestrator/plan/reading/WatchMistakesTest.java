package dev.belay.orchestrator.plan.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.orchestrator.plan.PlanTexts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be wrong in a watch and in its matrix, as people read it. */
class WatchMistakesTest {
    @Test
    void aWatchLooksAtSomething() {
        assertThat(PlanTexts.complaints("watch: 1h\nmatrix: []"))
                .singleElement()
                .asString()
                .contains("What to look at is missing", "at least one of http, prometheus, database, logs");
    }

    @Test
    void itLooksOftenEnoughAndNotTooOften() {
        for (String every : new String[] {"500ms", "6m", "2h"}) {
            assertThat(PlanTexts.complaints("watch: 1h\nevery: " + every + "\nhttp: [{get: /}]"))
                    .as(every)
                    .singleElement()
                    .asString()
                    .contains("every", every, "from 1s to 5m");
        }
        assertThat(PlanTexts.complaints("watch: 1m\nevery: 2m\nhttp: [{get: /}]"))
                .singleElement()
                .asString()
                .contains("no more than the watch lasts");
    }

    @Test
    void twoSeriesHaveTwoNames() {
        assertThat(PlanTexts.complaints(
                        "watch: 1h\nprometheus: [{name: errors, query: a}]\ndatabase: [{name: errors, sql: select 1}]"))
                .singleElement()
                .asString()
                .contains("\"errors\"", "a second time", "another name");
    }

    @Test
    void aNameIsOneWord() {
        assertThat(PlanTexts.complaints("watch: 1h\nhttp: [{get: /}]\ndatabase: [{name: Errors!, sql: select 1}]"))
                .singleElement()
                .asString()
                .contains("Errors!", "letters, digits, hyphens");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "errors",
                "errors above 5%",
                "errors over",
                "errors over five",
                "errors over 1.2x",
                "errors over 5% before",
                "errors over minus",
                "no datas",
                "errors over 5% and more"
            })
    void aConditionComparesASeriesWithABound(String when) {
        assertThat(rule("when: " + when + ", for: 1m, do: note"))
                .singleElement()
                .asString()
                .contains("when", "a condition such as \"errors over 5%\"");
    }

    @Test
    void aConditionIsAboutWhatIsMeasured() {
        assertThat(rule("when: error over 5%, for: 1m, do: note"))
                .singleElement()
                .asString()
                .contains("\"error\", which the watch does not measure", "one of errors", "errors");
        assertThat(rule("when: no traffic, for: 1m, do: note"))
                .singleElement()
                .asString()
                .contains("\"requests\", which the watch does not measure");
    }

    @Test
    void aRequestThatCountsAsFailedIsNoSlowOne() {
        assertThat(PlanTexts.complaints(
                        "watch: 1h\nhttp: [{get: /}]\nmatrix: [{when: probe.p95 over 30s, for: 1m, do: ask}]"))
                .singleElement()
                .asString()
                .contains("a time under 30s, after which a request counts as failed");
        assertThat(PlanTexts.complaints(
                        "watch: 1h\nhttp: [{get: /}]\nmatrix: [{when: probe.p95 over 29s, for: 1m, do: ask}]"))
                .isEmpty();
    }

    @Test
    void aRuleSaysForHowLongAndWhatFollows() {
        assertThat(rule("when: errors over 5%"))
                .hasSize(2)
                .anySatisfy(one -> assertThat(one).contains("\"for\"", "how long it must hold"))
                .anySatisfy(one -> assertThat(one).contains("\"do\"", "one of rollback, ask, note"));
        assertThat(rule("when: errors over 5%, for: 1m, do: rolback"))
                .singleElement()
                .asString()
                .contains("rolback", "rollback");
    }

    @Test
    void aNumberOfRequestsIsALeastOneOfAKnownSeries() {
        assertThat(rule("when: errors over 5%, for: 1m, do: note, requests: at least 50"))
                .singleElement()
                .asString()
                .contains("\"requests\", which the watch does not measure");
        assertThat(PlanTexts.complaints(
                        "watch: 1h\nprometheus: [{name: errors, query: a}, {name: requests, query: b}]\n"
                                + "matrix: [{when: errors over 5%, for: 1m, do: note, requests: at most 50}]"))
                .singleElement()
                .asString()
                .contains("\"at least\" and a number");
    }

    private static List<String> rule(String rule) {
        return PlanTexts.complaints(
                "watch: 1h\nprometheus: [{name: errors, query: errors_total}]\nmatrix: [{" + rule + "}]");
    }
}
