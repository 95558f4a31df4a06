package dev.belay.orchestrator.deployment.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The run of a deployment ended without saying how.
 *
 * @param acknowledgement absent until somebody has looked; the environment is held until then
 */
public record Interruption(Instant at, @Nullable DecisionView acknowledgement) {}
