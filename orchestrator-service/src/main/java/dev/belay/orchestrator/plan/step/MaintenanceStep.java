package dev.belay.orchestrator.plan.step;

import dev.belay.contracts.StepKind;
import dev.belay.contracts.work.MaintenanceWork;

/** Switches the maintenance page. */
public record MaintenanceStep(MaintenanceWork.Switch to) implements StepDefinition {
    @Override
    public StepKind kind() {
        return StepKind.MAINTENANCE;
    }
}
