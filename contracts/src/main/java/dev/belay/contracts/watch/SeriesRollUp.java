package dev.belay.contracts.watch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a series was like over a while.
 *
 * @param samples how often it had a value
 * @param values absent where it never had one
 * @param missing for how long it had none
 * @param why why there was none when last there was none; may be empty
 */
public record SeriesRollUp(
        String series,
        SeriesUnit unit,
        long samples,
        @Nullable Values values,
        Duration missing,
        String why) {
    /** The numbers of a series: plain ones, shares or seconds. */
    public record Values(double least, double most, double p95, double last) {}
}
