package dev.belay.orchestrator.workflow.request;

import dev.belay.contracts.watch.RuleRollUp;
import dev.belay.contracts.watch.SeriesRollUp;
import dev.belay.contracts.watch.WatchState;
import dev.belay.orchestrator.plan.Step;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a watch has come.
 *
 * @param state what its next part goes on from, absent before the first
 * @param series what was seen so far, all in all
 */
public record WatchStanding(
        Step step, Instant ends, @Nullable WatchState state, List<SeriesRollUp> series, List<RuleRollUp> rules) {
    public WatchStanding {
        series = List.copyOf(series);
        rules = List.copyOf(rules);
    }

    public static WatchStanding begin(Step step, Instant ends) {
        return new WatchStanding(step, ends, null, List.of(), List.of());
    }
}
