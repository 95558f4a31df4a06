package dev.belay.contracts.work;

import dev.belay.contracts.Release;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Works on the code of an environment.
 *
 * @param release absent for {@link Operation#CURRENT}, {@link Operation#STOP} and {@link Operation#START}
 * @param settings handed to the environment's commands; only their hash is reported
 */
public record RolloutWork(Operation operation, @Nullable Release release, Map<String, String> settings)
        implements Work {
    /** The label of the evidence that tells what a prepared release brings. */
    public static final String CHANGES = "changes";

    public RolloutWork {
        settings = Map.copyOf(settings);
    }

    /** The parts of a roll-out that are asked for by themselves. */
    public enum Operation {
        /** Reads which version is live and where it lies; answers with {@link Output.CurrentRelease}. */
        CURRENT,
        /** Lays the release out beside the live one; no effect on what is live. */
        PREPARE,
        /** Stops, activates the release and starts it; prepares it first where its directory is missing. */
        ROLL_OUT,
        STOP,
        START
    }
}
