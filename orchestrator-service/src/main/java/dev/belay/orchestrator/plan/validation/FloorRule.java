package dev.belay.orchestrator.plan.validation;

import dev.belay.contracts.MaintenanceWork;
import dev.belay.orchestrator.plan.Phase;
import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.StepDefinition;
import org.jspecify.annotations.Nullable;

/** A phase that is kept does not end behind the maintenance page, since a later failure would end there. */
final class FloorRule {
    private final Complaints complaints;

    FloorRule(Complaints complaints) {
        this.complaints = complaints;
    }

    void judge(Plan plan) {
        Step on = null;
        for (Phase phase : plan.phases()) {
            for (Step step : phase.steps()) {
                if (step.definition() instanceof StepDefinition.Maintenance maintenance) {
                    on = maintenance.to() == MaintenanceWork.Switch.ON ? step : null;
                }
            }
            if (phase.hasFloor()) {
                judge(phase, on);
            }
        }
    }

    private void judge(Phase phase, @Nullable Step on) {
        if (on != null) {
            complaints.about(
                    on,
                    "maintenance-at-floor",
                    "switches the maintenance page on, and phase \"" + phase.name()
                            + "\", which is kept, ends with it on;" + " a later failure would leave the page on.",
                    "maintenance on at the end of a kept phase",
                    "maintenance off before its end",
                    "Add \"maintenance: off\" to the phase, or keep a later one.");
        }
    }
}
