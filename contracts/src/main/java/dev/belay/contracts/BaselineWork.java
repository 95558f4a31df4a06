package dev.belay.contracts;

import java.util.List;

/**
 * Measures what later steps compare with, before the first change; answers with {@link Output.Baseline}.
 *
 * @param logs the logs whose ends are marked
 */
public record BaselineWork(WatchSeries series, List<String> logs) implements Work {
    public BaselineWork {
        logs = List.copyOf(logs);
    }
}
