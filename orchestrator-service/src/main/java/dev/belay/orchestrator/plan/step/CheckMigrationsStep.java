package dev.belay.orchestrator.plan.step;

import dev.belay.contracts.StepKind;
import dev.belay.contracts.migration.MigrationsExpectation;

/** Looks at the migration tool's state; another worker's than the rest of a check. */
public record CheckMigrationsStep(MigrationsExpectation expectation) implements StepDefinition {
    @Override
    public StepKind kind() {
        return StepKind.CHECK;
    }

    @Override
    public boolean needsRelease() {
        return true;
    }
}
