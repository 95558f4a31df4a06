package dev.belay.orchestrator.plan.step;

import dev.belay.contracts.StepKind;
import dev.belay.contracts.watch.WatchSeries;
import java.time.Duration;
import java.util.List;

/**
 * Looks over time.
 *
 * @param every how often it looks
 */
public record WatchStep(Duration length, Duration every, WatchSeries series, List<MatrixRule> matrix)
        implements StepDefinition {
    public WatchStep {
        matrix = List.copyOf(matrix);
    }

    @Override
    public StepKind kind() {
        return StepKind.WATCH;
    }

    /** Whether a rule compares with what was measured before the first change. */
    public boolean comparesWithBefore() {
        return matrix.stream().map(rule -> rule.rule().bound()).anyMatch(bound -> bound != null && bound.timesBefore());
    }
}
