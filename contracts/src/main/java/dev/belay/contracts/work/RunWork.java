package dev.belay.contracts.work;

import dev.belay.contracts.Release;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs a named task of the environment.
 *
 * @param release the version whose directory the task may use, where one is prepared
 */
public record RunWork(
        String task,
        Map<String, String> arguments,
        Mode mode,
        @Nullable Release release) implements Work {
    public RunWork {
        arguments = Map.copyOf(arguments);
    }

    /** Whether the task's effect is wanted, or only its forecast. */
    public enum Mode {
        DRY_RUN,
        REAL
    }
}
