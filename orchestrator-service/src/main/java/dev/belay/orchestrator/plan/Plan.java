package dev.belay.orchestrator.plan;

import dev.belay.contracts.StepId;
import dev.belay.orchestrator.plan.step.BackupStep;
import dev.belay.orchestrator.plan.step.Undo;
import dev.belay.orchestrator.plan.timing.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A plan with its parameters filled in and its implicit steps inserted. */
public record Plan(String name, String description, Timing timing, List<Phase> phases) {
    public Plan {
        phases = List.copyOf(phases);
    }

    /** All steps in the order in which they run. */
    public List<Step> steps() {
        return phases.stream().flatMap(phase -> phase.steps().stream()).toList();
    }

    /** The steps in the order in which they run, those together that run at once. */
    public List<List<Step>> inTurn() {
        return phases.stream()
                .flatMap(phase -> phase.turns().stream())
                .filter(Turn.AtOnce.class::isInstance)
                .map(turn -> ((Turn.AtOnce) turn).steps())
                .toList();
    }

    /** The same plan, with what is known of earlier runs instead of what it estimates itself. */
    public Plan estimated(StepPast past) {
        return new Plan(
                name,
                description,
                timing,
                phases.stream().map(phase -> phase.estimated(past)).toList());
    }

    /** Whether a step after this backup, and before the next one that could be restored, is undone by restoring it. */
    public boolean isGoneBackTo(Step backup) {
        boolean after = false;
        for (Step step : steps()) {
            if (after && step.definition().undo() instanceof Undo.Restore) {
                return true;
            }
            if (step.definition() instanceof BackupStep another && another.provesToRestore()) {
                after = step.id().equals(backup.id());
            }
        }
        return false;
    }

    /** What comes after a step. */
    public Plan after(StepId step) {
        List<Phase> rest = new ArrayList<>();
        boolean passed = false;
        for (Phase phase : phases) {
            List<Turn> turns = new ArrayList<>();
            for (Turn turn : phase.turns()) {
                if (passed) {
                    turns.add(turn);
                }
                passed |= turn instanceof Turn.AtOnce atOnce
                        && atOnce.steps().stream().anyMatch(one -> one.id().equals(step));
            }
            rest.add(new Phase(phase.name(), phase.keep(), turns));
        }
        return new Plan(name, description, timing, rest);
    }

    public Optional<Step> findStep(StepId id) {
        return steps().stream().filter(step -> step.id().equals(id)).findFirst();
    }
}
