package dev.belay.orchestrator.plan.reading;

import java.util.List;
import java.util.Optional;

/** Steps that run at once, as the plan writes them; mostly one. */
record DraftTurn(List<DraftStep> steps) {
    DraftTurn {
        steps = List.copyOf(steps);
    }

    DraftTurn within(Optional<String> outer) {
        return new DraftTurn(steps.stream().map(step -> step.within(outer)).toList());
    }

    static DraftTurn of(DraftStep step) {
        return new DraftTurn(List.of(step));
    }
}
