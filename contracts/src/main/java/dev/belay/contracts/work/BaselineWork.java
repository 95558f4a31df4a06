package dev.belay.contracts.work;

import dev.belay.contracts.check.DatabaseExpectations;
import dev.belay.contracts.check.HttpProbe;
import dev.belay.contracts.watch.WatchSeries;
import java.util.List;

/**
 * Measures what later steps compare with, before the first change; answers with {@link Output.Baseline}.
 *
 * @param logs the logs whose ends are marked
 * @param rows queries whose answers are kept
 * @param queries SQL whose time is taken
 * @param requests whose time is taken
 */
public record BaselineWork(
        WatchSeries series,
        List<String> logs,
        List<DatabaseExpectations.RowsExpectation> rows,
        List<String> queries,
        List<HttpProbe> requests)
        implements Work {
    public BaselineWork {
        logs = List.copyOf(logs);
        rows = rows == null ? List.of() : List.copyOf(rows);
        queries = queries == null ? List.of() : List.copyOf(queries);
        requests = requests == null ? List.of() : List.copyOf(requests);
    }

    /** Without requests. */
    public BaselineWork(
            WatchSeries series,
            List<String> logs,
            List<DatabaseExpectations.RowsExpectation> rows,
            List<String> queries) {
        this(series, logs, rows, queries, List.of());
    }

    public BaselineWork(WatchSeries series, List<String> logs) {
        this(series, logs, List.of(), List.of());
    }
}
