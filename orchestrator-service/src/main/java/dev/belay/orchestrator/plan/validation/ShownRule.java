package dev.belay.orchestrator.plan.validation;

import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.step.ApproveStep;
import dev.belay.orchestrator.plan.step.ApproveStep.Shown;
import dev.belay.orchestrator.plan.step.RehearseStep;
import dev.belay.orchestrator.plan.step.RequireRehearsalStep;
import dev.belay.orchestrator.plan.step.RolloutStep;

/**
 * A question that shows a rehearsal comes after one, or in a plan that requires one; one that shows what a release
 * brings stands in a plan that rolls one out.
 */
final class ShownRule {
    private final Complaints complaints;

    ShownRule(Complaints complaints) {
        this.complaints = complaints;
    }

    void judge(Plan plan) {
        boolean rollsOut = plan.steps().stream().anyMatch(step -> step.definition() instanceof RolloutStep);
        boolean rehearsed = false;
        for (Step step : plan.steps()) {
            if (step.definition() instanceof ApproveStep approve
                    && approve.show().contains(Shown.REHEARSAL)
                    && !rehearsed) {
                complaints.about(
                        step,
                        "nothing-rehearsed",
                        "shows the rehearsal, but nothing is rehearsed before it, and the plan requires no rehearsal.",
                        "no rehearsal before the question",
                        "\"rehearse: database\" before it, or \"requires\" of the plan",
                        "Put \"rehearse: database\" before it, or take \"rehearsal\" out of \"show\".");
            }
            if (step.definition() instanceof ApproveStep approve
                    && approve.show().contains(Shown.CHANGES)
                    && !rollsOut) {
                complaints.about(
                        step,
                        "nothing-rolled-out",
                        "shows what the release changes, but the plan rolls none out.",
                        "no roll-out in the plan",
                        "\"rollout: VERSION\" in the plan",
                        "Take \"changes\" out of \"show\".");
            }
            rehearsed |= step.definition() instanceof RehearseStep || step.definition() instanceof RequireRehearsalStep;
        }
    }
}
