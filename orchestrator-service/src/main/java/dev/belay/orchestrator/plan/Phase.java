package dev.belay.orchestrator.plan;

import java.util.List;

/** A named stretch of a plan. */
public record Phase(String name, List<Step> steps) {
    public Phase {
        steps = List.copyOf(steps);
    }
}
