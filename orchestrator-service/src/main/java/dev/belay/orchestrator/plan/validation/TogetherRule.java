package dev.belay.orchestrator.plan.validation;

import dev.belay.contracts.StepKind;
import dev.belay.contracts.manifest.Manifest;
import dev.belay.orchestrator.plan.Changes;
import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.step.RunStep;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What runs at once does not disturb each other: reads, or changes of different targets; a copy copies what stands still. */
final class TogetherRule {
    private static final String DATABASE = "the database";

    private final Function<String, Optional<Manifest.Task>> tasks;
    private final Complaints complaints;

    /** @param tasks what the environment says of its tasks, empty where it is not known */
    TogetherRule(Function<String, Optional<Manifest.Task>> tasks, Complaints complaints) {
        this.tasks = tasks;
        this.complaints = complaints;
    }

    void judge(Plan plan) {
        plan.inTurn().stream().filter(atOnce -> atOnce.size() > 1).forEach(this::judge);
    }

    private void judge(List<Step> atOnce) {
        Map<String, Step> changed = new HashMap<>();
        for (Step step : atOnce) {
            target(step).ifPresent(target -> {
                Step other = changed.putIfAbsent(target, step);
                if (other != null) {
                    sameTarget(step, other, target);
                }
            });
        }
        Optional<Step> database = Optional.ofNullable(changed.get(DATABASE));
        atOnce.stream()
                .filter(step -> step.kind() == StepKind.BACKUP || step.kind() == StepKind.REHEARSE)
                .forEach(backup -> database.ifPresent(change -> besideBackup(backup, change)));
        Optional<Step> change = atOnce.stream().filter(step -> changes(step)).findFirst();
        atOnce.stream()
                .filter(step -> step.kind() == StepKind.CHECK)
                .forEach(check -> change.ifPresent(beside -> besideChange(check, beside)));
    }

    /** A task of which nobody knows what it changes is judged once an environment is named. */
    private boolean changes(Step step) {
        boolean known = !(step.definition() instanceof RunStep run)
                || tasks.apply(run.task()).isPresent();
        return known && new Changes(tasks).by(step);
    }

    /** What the step changes or writes; empty for reads, and for tasks of which that is not known. */
    private Optional<String> target(Step step) {
        return switch (step.kind()) {
            case MAINTENANCE -> Optional.of("the maintenance page");
            case BACKUP -> Optional.of("the backups");
            case ROLLOUT -> Optional.of("the live version");
            case MIGRATE -> Optional.of(DATABASE);
            case RUN -> ofTask(((RunStep) step.definition()).task());
            case APPROVE, NOTIFY, CHECK, WATCH, REHEARSE, PREPARE, BASELINE, QUIESCE, STOP, RESTORE -> Optional.empty();
        };
    }

    /** What a task changes outside can be told apart by the task alone. */
    private Optional<String> ofTask(String name) {
        return tasks.apply(name).flatMap(task -> switch (task.changes()) {
            case NOTHING -> Optional.empty();
            case DATA -> Optional.of(DATABASE);
            case OUTSIDE -> Optional.of("what task \"" + name + "\" changes");
        });
    }

    private void sameTarget(Step step, Step other, String target) {
        complaints.about(
                step,
                "same-target",
                "changes " + target + " together with step \"" + other.id() + "\"; expected different targets.",
                other.id().text(),
                "changes of different targets",
                "Write one after the other.");
    }

    private void besideBackup(Step backup, Step change) {
        complaints.about(
                backup,
                "copy-beside-change",
                "copies the database together with step \"" + change.id()
                        + "\", which changes it; expected a copy of what stands still.",
                change.id().text(),
                "nothing that changes the database",
                "Write the copy before it.");
    }

    private void besideChange(Step check, Step change) {
        complaints.about(
                check,
                "check-beside-change",
                "looks together with step \"" + change.id()
                        + "\", which changes something; expected reads alone, or changes alone.",
                change.id().text(),
                "reads alone, or changes alone",
                "Write the check before or after it.");
    }
}
