package dev.belay.contracts.message;

import dev.belay.contracts.ExecutionId;
import java.time.Instant;

/** Tells the workers of a pool to stop an execution; stronger than a command that it overtakes. */
public record Cancellation(ExecutionId execution, String reason, Instant at) {}
