package dev.belay.orchestrator.plan.step;

import dev.belay.contracts.StepKind;
import java.time.Duration;

/**
 * Looks, before the first change, whether the plan's migrations were rehearsed.
 *
 * @param within how long ago at most
 */
public record RequireRehearsalStep(Duration within) implements StepDefinition {
    @Override
    public StepKind kind() {
        return StepKind.CHECK;
    }
}
