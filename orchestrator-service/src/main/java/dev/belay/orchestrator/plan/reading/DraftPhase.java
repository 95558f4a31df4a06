package dev.belay.orchestrator.plan.reading;

import java.util.List;

/** A phase as the plan writes it. */
record DraftPhase(String name, List<DraftStep> steps) {
    DraftPhase {
        steps = List.copyOf(steps);
    }
}
