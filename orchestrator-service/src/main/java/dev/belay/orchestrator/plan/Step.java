package dev.belay.orchestrator.plan;

import dev.belay.contracts.StepId;
import dev.belay.contracts.StepKind;
import dev.belay.orchestrator.plan.step.StepDefinition;
import dev.belay.orchestrator.plan.timing.Estimate;
import org.jspecify.annotations.Nullable;

/**
 * One step of a plan.
 *
 * @param version the release that applies here: of the latest rollout before it or of the step itself; for a step before
 *     the first rollout that needs the release's directory, of that rollout; else absent
 */
public record Step(
        StepId id,
        String title,
        StepSettings settings,
        StepDefinition definition,
        @Nullable String version) {

    Step estimated(Estimate estimate) {
        return new Step(id, title, settings.estimated(estimate), definition, version);
    }

    public StepKind kind() {
        return definition.kind();
    }
}
