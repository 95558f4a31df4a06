package dev.belay.orchestrator.plan.timing;

import dev.belay.contracts.event.EstimateBasis;
import java.time.Duration;

/** How long something probably takes, and how that is known. */
public record Estimate(Duration takes, EstimateBasis basis) {
    public static Estimate ofPlan(Duration takes) {
        return new Estimate(takes, EstimateBasis.PLAN);
    }

    public static Estimate byDefault(Duration takes) {
        return new Estimate(takes, EstimateBasis.DEFAULT);
    }
}
