package dev.belay.contracts.work;

import dev.belay.contracts.fence.FenceClaim;
import java.util.Objects;

/**
 * Takes the target database for a deployment, or gives it back; answers with {@link Output.Fenced}.
 *
 * <p>Every kind of worker takes it that has the environment's database.
 */
public record FenceWork(Operation operation, FenceClaim claim) implements Work {
    public FenceWork {
        Objects.requireNonNull(operation);
        Objects.requireNonNull(claim);
    }

    /** What becomes of the fence. */
    public enum Operation {
        CLAIM,
        /** Frees the database where the deployment still holds it. */
        RELEASE
    }
}
