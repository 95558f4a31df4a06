package dev.belay.orchestrator.plan.validation;

import dev.belay.contracts.manifest.Manifest;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.step.MigrateStep;
import dev.belay.orchestrator.plan.step.OnlineMigrateStep;
import dev.belay.orchestrator.plan.step.RunStep;
import dev.belay.orchestrator.plan.step.Undo;
import java.util.Map;
import java.util.Optional;

/** The tasks that a plan names are there, and what they change can be taken back. */
final class TaskRules {
    private final EnvironmentAbilities environment;
    private final Complaints complaints;

    TaskRules(EnvironmentAbilities environment, Complaints complaints) {
        this.environment = environment;
        this.complaints = complaints;
    }

    void judge(Step step) {
        step.settings()
                .offers()
                .forEach(task -> named(step, task, "offers task").ifPresent(known -> judgeOffer(step, known)));
        if (step.definition() instanceof MigrateStep migrate) {
            judgeUndoTask(step, migrate.undo());
        }
        if (step.definition() instanceof OnlineMigrateStep online) {
            judgeUndoTask(step, online.undo());
        }
        if (step.definition() instanceof RunStep run) {
            judgeUndoTask(step, run.undo());
            named(step, run.task(), "runs task").ifPresent(task -> {
                judge(step, run, task);
                new ArgumentRule(complaints).judge(step, "runs task", task, run.arguments());
                Optional.ofNullable(task.undo())
                        .filter(undo -> run.undo() instanceof Undo.ByKind)
                        .ifPresent(undo -> withoutArguments(step, undo, "is undone by task"));
            });
        }
    }

    private void judge(Step step, RunStep run, Manifest.Task task) {
        if (run.dryRunFirst() && !task.hasDryRun()) {
            complaints.about(
                    step,
                    "no-dry-run",
                    "has \"dryRun: first\", but task \"" + task.name() + "\" has no dry run.",
                    "a task without dryRun",
                    "a task with dryRun in the environment file",
                    "Add \"dryRun\" to the task, or remove it from the step.");
        }
        boolean takenBackByTask =
                run.undo() instanceof Undo.ByTask || (run.undo() instanceof Undo.ByKind && task.undo() != null);
        switch (task.changes()) {
            case NOTHING -> {}
            case DATA -> {
                if (!takenBackByTask && !(run.undo() instanceof Undo.Restore)) {
                    noUndo(step, task, "changes data", "\"undo\" with a task, or \"undo: restore\"");
                }
            }
            case OUTSIDE -> {
                if (!takenBackByTask) {
                    noUndo(step, task, "changes things outside the database", "\"undo\" with a task");
                }
            }
        }
    }

    /** A repair is undone as the environment says, and in no other way. */
    private void judgeOffer(Step step, Manifest.Task task) {
        withoutArguments(step, task.name(), "offers task");
        if (task.changes() != Manifest.Changes.NOTHING && task.undo() == null) {
            complaints.about(
                    step,
                    "no-undo",
                    "offers task \"" + task.name() + "\", which changes things, without a way to take that back;"
                            + " expected \"undo\" of the task in the environment file.",
                    "no undo",
                    "\"undo\" of the task",
                    "Add \"undo\" to the task in the environment file, or offer another one.");
        }
    }

    private void noUndo(Step step, Manifest.Task task, String changes, String expected) {
        complaints.about(
                step,
                "no-undo",
                "runs task \"" + task.name() + "\", which " + changes + ", without a way to take that back; expected "
                        + expected + ".",
                "no undo",
                expected,
                "Add it to the step, or \"undo\" to the task in the environment file.");
    }

    private void judgeUndoTask(Step step, Undo undo) {
        if (undo instanceof Undo.ByTask byTask) {
            named(step, byTask.task(), "is undone by task");
            withoutArguments(step, byTask.task(), "is undone by task");
        }
    }

    /** Nobody gives arguments to what is offered or takes a step back. */
    private void withoutArguments(Step step, String task, String does) {
        environment.findTask(task).ifPresent(known -> new ArgumentRule(complaints).judge(step, does, known, Map.of()));
    }

    private Optional<Manifest.Task> named(Step step, String name, String does) {
        Optional<Manifest.Task> task = environment.findTask(name);
        if (task.isEmpty()) {
            complaints.about(
                    step,
                    "unknown-task",
                    does + " \"" + name + "\", which environment \"" + environment.environment()
                            + "\" does not name; expected " + Complaints.oneOf(environment.taskNames()) + ".",
                    name,
                    String.join(", ", environment.taskNames()),
                    Complaints.didYouMean(name, environment.taskNames(), "Add it to the environment file."));
        }
        return task;
    }
}
