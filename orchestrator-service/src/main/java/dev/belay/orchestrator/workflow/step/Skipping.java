package dev.belay.orchestrator.workflow.step;

import dev.belay.contracts.StepKind;
import dev.belay.contracts.work.MaintenanceWork;
import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.step.MaintenanceStep;
import dev.belay.orchestrator.plan.step.StepDefinition;
import dev.belay.orchestrator.workflow.undo.UndoList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What follows where a deployment goes on without a step; said before a person chooses so. */
final class Skipping {
    private static final Set<StepKind> ON_THE_SCHEMA =
            EnumSet.of(StepKind.ROLLOUT, StepKind.MIGRATE, StepKind.RUN, StepKind.CHECK);

    private final Plan plan;
    private final UndoList undo;

    Skipping(Plan plan, UndoList undo) {
        this.plan = plan;
        this.undo = undo;
    }

    /** Sentences, none of which may be left out of the question. */
    String consequences(Step step) {
        String recorded = undo.describe(step.id())
                .map(how -> " What the step may have changed stays; only a rollback takes it back: " + how + ".")
                .orElse("");
        return "Skipped, " + without(step) + recorded;
    }

    private String without(Step step) {
        StepDefinition definition = step.definition();
        if (definition instanceof MaintenanceStep maintenance) {
            return maintenance.to() == MaintenanceWork.Switch.ON
                    ? "there is no maintenance page while later steps change things."
                    : "the maintenance page may stay on, also after the deployment has succeeded.";
        }
        return switch (step.kind()) {
            case PREPARE ->
                "the directory of version " + step.version() + " is missing"
                        + needing(step, later -> later.definition().needsRelease() && sameVersion(step, later));
            case ROLLOUT ->
                "version " + step.version() + " is not live, or by half"
                        + needing(step, later -> sameVersion(step, later));
            case BACKUP ->
                "there is no backup of this moment, and a restore goes back to an earlier one or to none"
                        + needing(step, later -> true);
            case REHEARSE -> "the migrations have not been tried on a copy.";
            case MIGRATE ->
                "the schema stays as the failed migration has left it"
                        + needing(step, later -> ON_THE_SCHEMA.contains(later.kind()));
            case RUN -> "what the task changes is missing, or there by half" + needing(step, later -> true);
            case CHECK -> "what it expects is not proven.";
            case BASELINE -> "checks read logs whole, and rules that compare with before are not judged.";
            case APPROVE, NOTIFY, MAINTENANCE, WATCH, QUIESCE, STOP, RESTORE -> "it is not done.";
        };
    }

    private static boolean sameVersion(Step step, Step later) {
        return step.version() != null && step.version().equals(later.version());
    }

    private String needing(Step step, Predicate<Step> needs) {
        List<Step> all = plan.steps();
        int index = all.stream().map(Step::id).toList().indexOf(step.id());
        List<Step> later =
                all.subList(index + 1, all.size()).stream().filter(needs).toList();
        return later.isEmpty()
                ? "."
                : "; later steps count on it: "
                        + later.stream().map(one -> one.id().text()).collect(Collectors.joining(", ")) + ".";
    }
}
