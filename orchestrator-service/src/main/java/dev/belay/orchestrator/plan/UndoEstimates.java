package dev.belay.orchestrator.plan;

import dev.belay.orchestrator.plan.timing.Estimate;
import java.util.Optional;

/** How long it probably takes to take a step back: as it did before, or else as long as the step itself. */
public final class UndoEstimates {
    private final StepPast past;

    public UndoEstimates(StepPast past) {
        this.past = past;
    }

    /** As it did before; empty where it never did. */
    public Optional<Estimate> known(Step step) {
        return past.undoing(step);
    }

    public Optional<Estimate> of(Step step) {
        return known(step)
                .or(() -> Optional.ofNullable(step.settings().estimate())
                        .map(doing -> Estimate.byDefault(doing.takes())));
    }
}
