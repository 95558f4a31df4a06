package dev.belay.orchestrator.plan.validation;

import dev.belay.contracts.check.Reference;
import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.step.CheckStep;

/** Only a copy has a source to compare with. */
final class SourceRule {
    private final Complaints complaints;

    SourceRule(Complaints complaints) {
        this.complaints = complaints;
    }

    void judge(Plan plan) {
        plan.steps().forEach(this::judge);
    }

    private void judge(Step step) {
        if (step.definition() instanceof CheckStep check
                && check.database().rows().stream().anyMatch(rows -> rows.sameAs() == Reference.Origin.SOURCE)) {
            complaints.about(
                    step,
                    "no-source",
                    "compares rows with a source, but it looks at the environment's own database, which is no copy.",
                    "same as source",
                    "same as before, or a number",
                    "Write \"same as before\", or have it judged where a copy is rehearsed on.");
        }
    }
}
