package dev.belay.orchestrator.workflow;

import dev.belay.contracts.EventBody;
import dev.belay.orchestrator.plan.Estimate;
import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.Step;

/** A plan as its first event shows it. */
final class Outlines {
    private Outlines() {}

    static EventBody.PlanOutline of(Plan plan) {
        return new EventBody.PlanOutline(
                plan.name(),
                plan.description(),
                plan.phases().stream()
                        .map(phase -> new EventBody.PhaseOutline(
                                phase.name(),
                                phase.steps().stream().map(Outlines::of).toList()))
                        .toList());
    }

    static EventBody.StepOutline of(Step step) {
        Estimate estimate = step.settings().estimate();
        return new EventBody.StepOutline(
                step.id(),
                step.kind(),
                step.title(),
                step.settings().owner(),
                estimate == null ? null : estimate.takes(),
                estimate == null ? null : estimate.basis());
    }
}
