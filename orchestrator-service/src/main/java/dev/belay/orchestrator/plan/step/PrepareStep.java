package dev.belay.orchestrator.plan.step;

import dev.belay.contracts.StepKind;

/** Lays a release out beside the live one. */
public record PrepareStep(String version) implements StepDefinition {
    @Override
    public StepKind kind() {
        return StepKind.PREPARE;
    }

    @Override
    public boolean needsRelease() {
        return true;
    }
}
