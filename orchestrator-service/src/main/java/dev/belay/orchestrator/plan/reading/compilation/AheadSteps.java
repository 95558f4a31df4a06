package dev.belay.orchestrator.plan.reading.compilation;

import dev.belay.contracts.StepId;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.reading.step.SettingsReader;
import dev.belay.orchestrator.plan.step.CheckAheadStep;
import dev.belay.orchestrator.plan.step.MigrateStep;
import dev.belay.orchestrator.plan.step.RolloutStep;
import dev.belay.orchestrator.plan.step.StepDefinition;
import dev.belay.orchestrator.plan.step.Undo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The steps that judge each migration of the plan before the first change, once every release is prepared. */
final class AheadSteps {
    private final Map<Step, StepPlaces.Place> steps = new LinkedHashMap<>();

    /** Finds the migrations of a plan, each with the release whose files it will apply. */
    void look(List<DraftPhase> phases, @Nullable String firstVersion) {
        String version = firstVersion;
        for (DraftPhase phase : phases) {
            for (DraftStep draft : phase.steps().filter(DraftStep::runs).toList()) {
                for (StepDefinition part : draft.parts()) {
                    if (part instanceof RolloutStep rollout) {
                        version = rollout.version();
                    }
                    if (part instanceof MigrateStep migrate) {
                        add(draft, migrate, version);
                    }
                }
            }
        }
    }

    private void add(DraftStep draft, MigrateStep migrate, @Nullable String version) {
        boolean wayBack = migrate.undo() instanceof Undo.ByKind;
        Step step = new Step(
                new StepId(draft.id() + ".ahead"),
                draft.title() + " (ahead)",
                SettingsReader.ofAhead(),
                new CheckAheadStep(migrate.target(), migrate.apps(), wayBack, migrate.lint()),
                version);
        steps.put(step, draft.place());
    }

    /** Each with the place of its migration. */
    Map<Step, StepPlaces.Place> all() {
        return steps;
    }
}
