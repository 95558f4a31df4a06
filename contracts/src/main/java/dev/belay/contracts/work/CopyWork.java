package dev.belay.contracts.work;

import java.time.Duration;
import java.util.Objects;

/**
 * Copies the environment's database for a rehearsal, in the fastest isolated way that is possible; answers with
 * {@link Output.CopyMade}.
 *
 * @param keepFor after so long the copy is removed though nobody has asked for that
 */
public record CopyWork(Duration keepFor) implements Work {
    public CopyWork {
        Objects.requireNonNull(keepFor);
    }
}
