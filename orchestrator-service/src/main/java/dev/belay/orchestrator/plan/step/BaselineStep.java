package dev.belay.orchestrator.plan.step;

import dev.belay.contracts.StepId;
import dev.belay.contracts.StepKind;
import dev.belay.contracts.check.DatabaseExpectations.RowsExpectation;
import dev.belay.contracts.check.HttpProbe;
import dev.belay.contracts.watch.WatchSeries;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Measures what later steps compare with, before the first change.
 *
 * @param watch the one that compares, absent where checks do
 * @param rows queries whose answers checks compare with
 * @param queries SQL whose times checks compare with
 * @param requests whose times checks compare with
 */
public record BaselineStep(
        @Nullable StepId watch,
        WatchSeries series,
        List<String> logs,
        List<RowsExpectation> rows,
        List<String> queries,
        List<HttpProbe> requests)
        implements StepDefinition {
    public BaselineStep {
        logs = List.copyOf(logs);
        rows = rows == null ? List.of() : List.copyOf(rows);
        queries = queries == null ? List.of() : List.copyOf(queries);
        requests = requests == null ? List.of() : List.copyOf(requests);
    }

    /** For a watch alone. */
    public BaselineStep(@Nullable StepId watch, WatchSeries series, List<String> logs) {
        this(watch, series, logs, List.of(), List.of(), List.of());
    }

    @Override
    public StepKind kind() {
        return StepKind.BASELINE;
    }
}
