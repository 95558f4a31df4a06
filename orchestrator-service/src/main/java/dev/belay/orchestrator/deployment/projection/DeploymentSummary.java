package dev.belay.orchestrator.deployment.projection;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A deployment in a list. */
public record DeploymentSummary(
        DeploymentId id,
        DeploymentStatus status,
        String plan,
        String environment,
        @JsonUnwrapped Asking asking,
        @JsonUnwrapped Times times,
        int openQuestions) {
    /** Who asked for it. */
    public record Asking(String requestedBy, String comment, Instant requestedAt) {}

    /**
     * When its run was to begin, where that was not at once, and when it began and ended.
     */
    public record Times(
            @Nullable Instant scheduledFor,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {}
}
