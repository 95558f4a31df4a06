package dev.belay.orchestrator.plan;

import dev.belay.orchestrator.plan.timing.Estimate;
import java.util.Optional;

/** How long a plan's steps, and taking them back, have taken before. */
public interface StepPast {
    /** Where nothing has run yet. */
    StepPast NONE = new StepPast() {
        @Override
        public Optional<Estimate> doing(Step step) {
            return Optional.empty();
        }

        @Override
        public Optional<Estimate> undoing(Step step) {
            return Optional.empty();
        }
    };

    Optional<Estimate> doing(Step step);

    Optional<Estimate> undoing(Step step);
}
