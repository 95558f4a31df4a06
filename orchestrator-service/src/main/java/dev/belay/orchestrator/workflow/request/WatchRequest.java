package dev.belay.orchestrator.workflow.request;

import dev.belay.orchestrator.plan.Step;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a watch's workflow is started with, and what it hands to itself when its history has grown long.
 *
 * @param watch absent where only checks are left to be judged
 * @param cancel decided while the deployment was handed on, absent otherwise
 */
public record WatchRequest(
        Handover handover,
        @Nullable WatchStanding watch,
        List<Due> checks,
        @Nullable DecisionRequest cancel) {
    public WatchRequest {
        checks = List.copyOf(checks);
    }

    /** A check and when it is to be judged. */
    public record Due(Step step, Instant at) {}
}
