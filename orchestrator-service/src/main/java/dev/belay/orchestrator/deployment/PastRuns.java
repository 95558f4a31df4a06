package dev.belay.orchestrator.deployment;

import dev.belay.orchestrator.plan.StepPast;

/** What is known of earlier deployments. */
public interface PastRuns {
    /** How long the steps of a plan have taken in an environment. */
    StepPast of(String environment, String plan);
}
