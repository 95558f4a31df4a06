package dev.belay.healthcheck.watch;

import dev.belay.contracts.watch.WatchRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One look at all series of a watch. */
record Moment(Instant begun, Instant ended, Map<String, Reading> readings) {
    Moment {
        readings = Map.copyOf(readings);
    }

    Optional<Double> value(String series) {
        return readings.get(series) instanceof Reading.Value value ? Optional.of(value.number()) : Optional.empty();
    }

    /** Shares of nothing have no value; where it is known that there were no requests, that is no lack of data. */
    boolean lacks(String series) {
        return readings.get(series) instanceof Reading.Missing
                && value(WatchRule.REQUESTS).filter(count -> count == 0).isEmpty();
    }

    /** The series without data, in the order of their names. */
    List<String> lacking() {
        return readings.keySet().stream().filter(this::lacks).sorted().toList();
    }
}
