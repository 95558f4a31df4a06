package dev.belay.contracts.watch;

import dev.belay.contracts.check.LogMark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a part of a watch hands on to the next one, so that they judge as one.
 *
 * @param lookedAt when it last looked
 * @param rules one for each rule, in the order of the rules
 * @param logs how far each log has been read
 * @param lines the lines that matched within the last minute
 * @param requests how many milliseconds the newest requests took, -1 for one that was not answered as expected
 */
public record WatchState(
        Instant lookedAt,
        List<SeriesState> series,
        List<RuleState> rules,
        List<LogMark> logs,
        List<Lines> lines,
        List<Long> requests) {
    public WatchState {
        series = List.copyOf(series);
        rules = List.copyOf(rules);
        logs = List.copyOf(logs);
        lines = List.copyOf(lines);
        requests = List.copyOf(requests);
    }

    /** For how long a series has been without data. */
    public record SeriesState(String series, Duration missing) {}

    /**
     * Where a rule stands.
     *
     * @param held for how long its condition has been seen to hold without a break; absent while it does not
     * @param clear for how long it has been seen not to hold; absent while it does
     * @param fired whether it has fired and has not been clear for long enough since
     */
    public record RuleState(
            @Nullable Duration held, @Nullable Duration clear, boolean fired) {}

    /** How many lines of a log series were found at one look. */
    public record Lines(String series, Instant at, long count) {}
}
