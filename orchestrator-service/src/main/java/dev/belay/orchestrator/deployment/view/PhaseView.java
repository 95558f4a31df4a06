package dev.belay.orchestrator.deployment.view;

import java.util.List;

/** A phase of a deployment as people see it. */
public record PhaseView(String name, List<StepView> steps) {
    public PhaseView {
        steps = List.copyOf(steps);
    }
}
