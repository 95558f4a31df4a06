package dev.belay.orchestrator.plan;

import dev.belay.contracts.StepKind;
import dev.belay.contracts.manifest.Manifest;
import dev.belay.orchestrator.plan.step.RunStep;
import dev.belay.orchestrator.plan.step.Undo;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Tells the steps that change something, and so lengthen a rollback, from those that only look or copy. */
public final class Changes {
    private static final Set<StepKind> ALWAYS = EnumSet.of(StepKind.MAINTENANCE, StepKind.ROLLOUT, StepKind.MIGRATE);

    private final Function<String, Optional<Manifest.Task>> tasks;

    /** @param tasks what the environment says of its tasks; one that it does not know may change anything */
    public Changes(Function<String, Optional<Manifest.Task>> tasks) {
        this.tasks = tasks;
    }

    /** Where nobody knows yet on which environment the plan will run. */
    public static Changes unknownTasks() {
        return new Changes(task -> Optional.empty());
    }

    public boolean by(Step step) {
        if (step.definition() instanceof RunStep run) {
            boolean changesNothing = tasks.apply(run.task())
                    .filter(task -> task.changes() == Manifest.Changes.NOTHING)
                    .isPresent();
            return !changesNothing || !(run.undo() instanceof Undo.ByKind);
        }
        return ALWAYS.contains(step.kind());
    }
}
