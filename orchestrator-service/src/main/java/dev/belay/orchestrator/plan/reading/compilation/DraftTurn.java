package dev.belay.orchestrator.plan.reading.compilation;

import java.util.List;
import java.util.Optional;

/** Steps that run at once, as the plan writes them; mostly one. */
public record DraftTurn(List<DraftStep> steps) {
    public DraftTurn {
        steps = List.copyOf(steps);
    }

    public DraftTurn within(Optional<String> outer) {
        return new DraftTurn(steps.stream().map(step -> step.within(outer)).toList());
    }

    public static DraftTurn of(DraftStep step) {
        return new DraftTurn(List.of(step));
    }
}
