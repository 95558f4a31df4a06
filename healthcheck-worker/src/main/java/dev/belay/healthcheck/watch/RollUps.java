package dev.belay.healthcheck.watch;

import dev.belay.contracts.watch.SeriesRollUp;
import dev.belay.contracts.watch.SeriesUnit;
import dev.belay.contracts.watch.WatchRule;
import dev.belay.contracts.watch.WatchSeries;
import dev.belay.documents.SeriesText;
import dev.belay.healthcheck.http.Percentile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the series of a watch were like over its moments, small enough to travel. */
final class RollUps {
    private final List<WatchRule> rules;
    private final Map<String, OneSeries> series = new TreeMap<>();
    private @Nullable Instant last;

    RollUps(List<WatchRule> rules) {
        this.rules = rules;
    }

    void add(Moment moment) {
        Duration passed = last == null ? Duration.ZERO : Duration.between(last, moment.ended());
        last = moment.ended();
        moment.readings()
                .forEach((name, reading) ->
                        series.computeIfAbsent(name, missing -> new OneSeries()).add(reading, passed));
    }

    List<SeriesRollUp> list() {
        return series.entrySet().stream()
                .map(entry -> entry.getValue().rollUp(entry.getKey(), unit(entry.getKey())))
                .toList();
    }

    /** The newest numbers in one line. */
    String newest() {
        return list().stream()
                .map(rollUp -> rollUp.series() + " "
                        + Optional.ofNullable(rollUp.values())
                                .filter(values -> rollUp.why().isEmpty())
                                .map(values -> SeriesText.number(values.last(), rollUp.unit()))
                                .orElse("no data"))
                .collect(Collectors.joining(", "));
    }

    private SeriesUnit unit(String name) {
        if (name.equals(WatchSeries.PROBE_P95)) {
            return SeriesUnit.SECONDS;
        }
        if (name.equals(WatchSeries.PROBE_ERRORS)) {
            return SeriesUnit.PERCENT;
        }
        return rules.stream()
                .filter(rule -> name.equals(rule.series()))
                .flatMap(rule -> Optional.ofNullable(rule.bound()).stream())
                .filter(bound -> !bound.timesBefore())
                .map(WatchRule.Bound::unit)
                .findFirst()
                .orElse(SeriesUnit.NUMBER);
    }

    private static final class OneSeries {
        private final List<Double> values = new ArrayList<>();
        private Duration missing = Duration.ZERO;
        private String why = "";

        void add(Reading reading, Duration passed) {
            if (reading instanceof Reading.Value value) {
                values.add(value.number());
                why = "";
            } else {
                missing = missing.plus(passed);
                why = ((Reading.Missing) reading).why();
            }
        }

        SeriesRollUp rollUp(String name, SeriesUnit unit) {
            List<Double> sorted = values.stream().sorted().toList();
            SeriesRollUp.Values numbers = sorted.isEmpty()
                    ? null
                    : new SeriesRollUp.Values(
                            sorted.get(0),
                            sorted.get(sorted.size() - 1),
                            Percentile.of(95, sorted),
                            values.get(values.size() - 1));
            return new SeriesRollUp(name, unit, values.size(), numbers, missing, why);
        }
    }
}
