package dev.belay.contracts.work;

import dev.belay.contracts.watch.WatchRule;
import dev.belay.contracts.watch.WatchSeries;
import dev.belay.contracts.watch.WatchState;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at an environment for a while and judges what it sees; answers with {@link Output.Watched}, early where a rule
 * fires.
 *
 * @param before what was measured before the first change
 * @param every how often it looks
 * @param length for how long
 * @param state what the part before this one has handed on, absent for the first
 */
public record WatchWork(
        WatchSeries series,
        List<WatchRule> rules,
        List<Output.Measured> before,
        Duration every,
        Duration length,
        @Nullable WatchState state)
        implements Work {
    public WatchWork {
        rules = List.copyOf(rules);
        before = List.copyOf(before);
    }
}
