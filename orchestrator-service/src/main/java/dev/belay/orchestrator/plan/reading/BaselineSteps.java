package dev.belay.orchestrator.plan.reading;

import dev.belay.contracts.LogExpectation;
import dev.belay.contracts.StepId;
import dev.belay.contracts.WatchSeries;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.StepDefinition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The steps that note, before the first change, what later steps compare with; none where nothing compares. */
final class BaselineSteps {
    private final Set<String> logs = new LinkedHashSet<>();
    private boolean taken;

    /** Finds out what the steps of a plan compare with. */
    void look(List<DraftPhase> phases) {
        phases.stream()
                .flatMap(DraftPhase::steps)
                .filter(DraftStep::runs)
                .flatMap(step -> step.parts().stream())
                .forEach(this::look);
    }

    private void look(StepDefinition part) {
        if (part instanceof StepDefinition.Check check) {
            check.logs().stream().map(LogExpectation::source).forEach(logs::add);
        }
    }

    /** Whether the step itself compares with it. */
    boolean due(DraftStep step) {
        return step.parts().stream()
                .anyMatch(part -> part instanceof StepDefinition.Check check
                        && !check.logs().isEmpty());
    }

    /** The steps, once. */
    List<Step> take() {
        List<Step> steps = new ArrayList<>();
        if (!taken && !logs.isEmpty()) {
            StepDefinition definition = new StepDefinition.Baseline(WatchSeries.NOTHING, List.copyOf(logs));
            steps.add(new Step(
                    new StepId("baseline-" + (steps.size() + 1)),
                    Titles.of(definition),
                    SettingsReader.ofBaseline(),
                    definition,
                    null));
        }
        taken = true;
        return steps;
    }
}
