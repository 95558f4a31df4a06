package dev.belay.healthcheck.watch;

import dev.belay.contracts.watch.RuleRollUp;
import dev.belay.contracts.watch.WatchRule;
import dev.belay.contracts.watch.WatchState;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One rule over time: for how long its condition has held or not, and whether it has fired. */
final class RuleWatch {
    private final WatchRule rule;
    private final Condition condition;
    private @Nullable Duration held;
    private @Nullable Duration clear;
    private boolean fired;
    private Duration total = Duration.ZERO;

    RuleWatch(WatchRule rule, Condition condition, Optional<WatchState.RuleState> handedOn) {
        this.rule = rule;
        this.condition = condition;
        handedOn.ifPresent(state -> {
            held = state.held();
            clear = state.clear();
            fired = state.fired();
        });
    }

    /** What was found, where the rule fires now. */
    Optional<String> judge(Moment moment, Duration passed, Duration longestMissing) {
        switch (condition.at(moment, longestMissing)) {
            case HOLDS -> hold(rule.sort() == WatchRule.Sort.NO_DATA ? longestMissing : longer(held, passed), passed);
            case CLEAR -> clear(passed);
            case UNSEEN -> {
                return Optional.empty();
            }
        }
        Duration lasted = held;
        if (fired || lasted == null || lasted.compareTo(rule.lasting()) < 0) {
            return Optional.empty();
        }
        fired = true;
        return Optional.of(condition.found(moment, lasted, longestMissing));
    }

    private void hold(Duration lasted, Duration passed) {
        total = total.plus(held == null ? Duration.ZERO : passed);
        held = lasted;
        clear = null;
    }

    private void clear(Duration passed) {
        clear = longer(clear, passed);
        held = null;
        if (clear.compareTo(rule.lasting()) >= 0) {
            fired = false;
        }
    }

    /** The first look of a span has seen nothing last yet. */
    private static Duration longer(@Nullable Duration span, Duration passed) {
        return span == null ? Duration.ZERO : span.plus(passed);
    }

    WatchState.RuleState state() {
        return new WatchState.RuleState(held, clear, fired);
    }

    RuleRollUp rollUp() {
        return new RuleRollUp(rule.when(), total);
    }
}
