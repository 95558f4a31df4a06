package dev.belay.orchestrator.plan.reading;

import dev.belay.contracts.StepId;
import dev.belay.orchestrator.plan.StepDefinition;
import dev.belay.orchestrator.plan.StepSettings;
import java.util.List;

/**
 * A step as the plan writes it.
 *
 * @param parts what it does, each part for another worker; more than one only for a check
 */
record DraftStep(StepId id, StepPlaces.Place place, String title, StepSettings settings, List<StepDefinition> parts) {
    DraftStep {
        parts = List.copyOf(parts);
    }
}
