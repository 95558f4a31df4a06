package dev.belay.healthcheck.watch;

import dev.belay.contracts.watch.RuleFiring;
import dev.belay.contracts.watch.RuleRollUp;
import dev.belay.contracts.watch.WatchRule;
import dev.belay.contracts.watch.WatchState;
import dev.belay.contracts.work.Output;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The decision matrix: judges one moment after the other, by nothing but these moments.
 *
 * <p>A rule fires when its condition has held without a break for as long as the rule says, and again only after the
 * condition has not held for just as long. Moments without data neither lengthen nor end either span: they count for
 * {@code no data} alone. Time in which nobody looked is time without data of every series.
 */
final class Matrix {
    /** So many looks may be late before it counts as not having looked. */
    private static final int LATE_LOOKS = 3;

    /** From one part of a watch to the next it takes a moment. */
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(10);

    private final List<RuleWatch> rules;
    private final Duration longestPause;
    private final Map<String, Duration> missing = new LinkedHashMap<>();
    private @Nullable Instant lookedAt;

    /** @param before what was measured before the first change */
    Matrix(List<WatchRule> rules, List<Output.Measured> before, Duration every, @Nullable WatchState handedOn) {
        Duration late = every.multipliedBy(LATE_LOOKS);
        this.longestPause = late.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : late;
        this.rules = new ArrayList<>();
        for (WatchRule rule : rules) {
            Optional<WatchState.RuleState> state = handedOn == null
                    ? Optional.empty()
                    : Optional.of(handedOn.rules().get(this.rules.size()));
            this.rules.add(new RuleWatch(rule, new Condition(rule, before), state));
        }
        if (handedOn != null) {
            lookedAt = handedOn.lookedAt();
            handedOn.series().forEach(series -> missing.put(series.series(), series.missing()));
        }
    }

    /** The rules that fire at this moment. */
    List<RuleFiring> judge(Moment moment) {
        Instant last = lookedAt;
        Duration pause = last == null ? Duration.ZERO : span(last, moment.begun());
        boolean looked = pause.compareTo(longestPause) <= 0;
        Duration passed = last == null ? Duration.ZERO : span(last, moment.ended());
        lookedAt = moment.ended();
        if (!looked) {
            moment.readings().keySet().forEach(series -> missing.merge(series, pause, Duration::plus));
        }
        Duration longestMissing = countMissing(moment, looked ? passed : Duration.ZERO);
        List<RuleFiring> firings = new ArrayList<>();
        for (int index = 0; index < rules.size(); index++) {
            int place = index;
            RuleWatch rule = rules.get(index);
            rule.judge(moment, looked ? passed : Duration.ZERO, longestMissing)
                    .ifPresent(found -> firings.add(new RuleFiring(place, moment.ended(), found)));
        }
        moment.readings().keySet().stream()
                .filter(series -> !moment.lacks(series))
                .forEach(series -> missing.put(series, Duration.ZERO));
        return firings;
    }

    /** For how long the series that has been without data the longest has been so, this moment included. */
    private Duration countMissing(Moment moment, Duration passed) {
        Duration longest = Duration.ZERO;
        for (String series : moment.readings().keySet()) {
            if (moment.lacks(series)) {
                missing.merge(series, passed, Duration::plus);
            }
            Duration now = missing.getOrDefault(series, Duration.ZERO);
            longest = now.compareTo(longest) > 0 ? now : longest;
        }
        return longest;
    }

    List<WatchState.SeriesState> seriesStates() {
        return missing.entrySet().stream()
                .map(entry -> new WatchState.SeriesState(entry.getKey(), entry.getValue()))
                .toList();
    }

    List<WatchState.RuleState> ruleStates() {
        return rules.stream().map(RuleWatch::state).toList();
    }

    List<RuleRollUp> rollUps() {
        return rules.stream().map(RuleWatch::rollUp).toList();
    }

    /** A clock that was set back has lost no time. */
    private static Duration span(Instant from, Instant to) {
        return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
    }
}
