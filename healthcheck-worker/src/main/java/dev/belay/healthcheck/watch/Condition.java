package dev.belay.healthcheck.watch;

import dev.belay.contracts.watch.SeriesUnit;
import dev.belay.contracts.watch.WatchRule;
import dev.belay.contracts.work.Output;
import dev.belay.documents.SeriesText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether the condition of a rule holds at a moment, clearly does not, or cannot be seen. */
final class Condition {
    private final WatchRule rule;
    private final Optional<Double> bound;

    Condition(WatchRule rule, List<Output.Measured> before) {
        this.rule = rule;
        this.bound = Optional.ofNullable(rule.bound()).flatMap(given -> bound(given, before));
    }

    /** What is seen of a condition. */
    enum Truth {
        HOLDS,
        CLEAR,
        UNSEEN
    }

    private Optional<Double> bound(WatchRule.Bound given, List<Output.Measured> before) {
        if (!given.timesBefore()) {
            return Optional.of(given.amount());
        }
        return before.stream()
                .filter(measured -> measured.series().equals(rule.series()))
                .flatMap(measured -> Optional.ofNullable(measured.value()).stream())
                .map(value -> value * given.amount())
                .findFirst();
    }

    Truth at(Moment moment, Duration longestMissing) {
        return switch (rule.sort()) {
            case OVER -> compared(moment, 1);
            case UNDER -> compared(moment, -1);
            case NO_DATA -> longestMissing.isZero() && moment.lacking().isEmpty() ? Truth.CLEAR : Truth.HOLDS;
            case NO_TRAFFIC ->
                moment.value(WatchRule.REQUESTS)
                        .map(count -> count == 0 ? Truth.HOLDS : Truth.CLEAR)
                        .orElse(Truth.UNSEEN);
        };
    }

    private Truth compared(Moment moment, int direction) {
        Optional<Double> value = moment.value(String.valueOf(rule.series()));
        if (value.isEmpty() || bound.isEmpty() || tooFewRequests(moment)) {
            return Truth.UNSEEN;
        }
        return Double.compare(value.get(), bound.get()) * direction > 0 ? Truth.HOLDS : Truth.CLEAR;
    }

    private boolean tooFewRequests(Moment moment) {
        Long least = rule.requests();
        return least != null
                && moment.value(WatchRule.REQUESTS)
                        .filter(count -> count >= least)
                        .isEmpty();
    }

    /** What was found where it holds, for people. */
    String found(Moment moment, Duration held, Duration longestMissing) {
        return switch (rule.sort()) {
            case OVER, UNDER -> compared(moment) + " for " + SeriesText.time(held) + requests(moment);
            case NO_DATA -> "no data" + whichMissing(moment) + " for " + SeriesText.time(longestMissing);
            case NO_TRAFFIC -> "no requests for " + SeriesText.time(held);
        };
    }

    private String compared(Moment moment) {
        WatchRule.Bound given = rule.bound();
        SeriesUnit unit = given == null ? SeriesUnit.NUMBER : given.unit();
        return rule.series() + " "
                + moment.value(String.valueOf(rule.series()))
                        .map(value -> SeriesText.number(value, unit))
                        .orElse("?")
                + ", " + (rule.sort() == WatchRule.Sort.OVER ? "over " : "under ")
                + bound.map(value -> SeriesText.number(value, unit)).orElse("?");
    }

    private String requests(Moment moment) {
        return rule.requests() == null
                ? ""
                : moment.value(WatchRule.REQUESTS)
                        .map(count -> ", " + SeriesText.number(count, SeriesUnit.NUMBER) + " requests")
                        .orElse("");
    }

    private static String whichMissing(Moment moment) {
        List<String> which = moment.lacking();
        return which.isEmpty() ? ", nobody looked," : " of " + String.join(", ", which) + reason(moment, which.get(0));
    }

    private static String reason(Moment moment, String series) {
        return moment.readings().get(series) instanceof Reading.Missing missing ? " (" + missing.why() + ")" : "";
    }
}
