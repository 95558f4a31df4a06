package dev.belay.orchestrator.plan.reading.compilation;

import dev.belay.contracts.StepId;
import dev.belay.orchestrator.plan.StepSettings;
import dev.belay.orchestrator.plan.step.StepDefinition;
import java.util.List;
import java.util.Optional;

/**
 * A step as the plan writes it.
 *
 * @param parts what it does, each part for another worker; more than one only for a check
 * @param leftOut why it does not run; empty where it does
 */
public record DraftStep(
        StepId id,
        StepPlaces.Place place,
        String title,
        StepSettings settings,
        List<StepDefinition> parts,
        Optional<String> leftOut) {
    public DraftStep {
        parts = List.copyOf(parts);
    }

    boolean runs() {
        return leftOut.isEmpty();
    }

    /** Left out for a reason of the part that it belongs to, if not for one of its own. */
    DraftStep within(Optional<String> outer) {
        return new DraftStep(id, place, title, settings, parts, leftOut.or(() -> outer));
    }
}
