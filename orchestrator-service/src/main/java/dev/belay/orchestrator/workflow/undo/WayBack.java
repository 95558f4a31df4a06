package dev.belay.orchestrator.workflow.undo;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.StepId;
import dev.belay.orchestrator.workflow.event.EventLog;
import dev.belay.orchestrator.workflow.request.BackTo;
import dev.belay.orchestrator.workflow.request.EnvironmentActivities;
import dev.belay.orchestrator.workflow.request.Handover;
import dev.belay.orchestrator.workflow.request.UndoEntry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a deployment that no longer holds its environment can still be taken back, and what that would lose. */
public final class WayBack {
    private final Handover handover;
    private final UndoList undo;
    private final EventLog events;
    private final EnvironmentActivities environment;
    private @Nullable DeploymentId changedBy;

    public WayBack(Handover handover, EventLog events, EnvironmentActivities environment) {
        this.handover = handover;
        this.undo = UndoList.of(handover.undo());
        this.events = events;
        this.environment = environment;
    }

    /** Looks whether a later deployment has begun a change; from then on there is no way back. */
    public void lookForLaterChanges(StepId step) {
        if (changedBy == null) {
            DeploymentId later = environment.laterChange(
                    handover.request().id(), handover.request().target().environment());
            if (later != null) {
                withdrawn(step, later);
            }
        }
    }

    /** What going back means when nobody says how far, as people are asked. */
    public String everything() {
        return undo.everything();
    }

    /** Why one cannot go back so far; empty where one can. */
    public Optional<UndoList.Refusal> refusal(@Nullable String to) {
        return isWithdrawn()
                ? Optional.of(new UndoList.Refusal("withdrawn", withdrawal()))
                : undo.refusal(BackTo.of(to));
    }

    public PreviewAnswer preview(@Nullable String to) {
        return isWithdrawn() ? PreviewAnswer.refused("withdrawn", withdrawal()) : PreviewAnswer.of(undo, to);
    }

    public boolean isWithdrawn() {
        return changedBy != null;
    }

    /** Whether everything can be undone without losing what users have written since. */
    public boolean losesNothing() {
        return !handover.undo().irreversible() && databaseUndos().isEmpty();
    }

    /** What a person should know before choosing the way back; empty where nothing would be lost. */
    public String losses() {
        StringBuilder text = new StringBuilder();
        if (!databaseUndos().isEmpty()) {
            text.append(" Taking it back means for the database: ")
                    .append(databaseUndos().stream()
                            .map(entry -> entry.described() + " (" + entry.step() + ")")
                            .collect(Collectors.joining(", ")))
                    .append(". What users have written since into what that takes away would be lost.");
        }
        if (handover.undo().irreversible()) {
            text.append(" The plan has a change that nothing takes back.");
        }
        return text.toString();
    }

    private List<UndoEntry> databaseUndos() {
        return undo.plannedBack().stream()
                .filter(entry -> entry.area() == UndoEntry.Area.DATABASE)
                .filter(entry -> !(entry.way() instanceof UndoEntry.ByNothing))
                .toList();
    }

    /** Takes the environment again; the answer is why that is not possible, empty where it is taken. */
    public Optional<String> take(StepId step) {
        String name = handover.request().target().environment();
        EnvironmentActivities.Taking taking =
                environment.take(handover.request().id(), name, events.told(0).seq());
        DeploymentId later = taking.changedBy();
        if (later != null) {
            withdrawn(step, later);
            return Optional.of(withdrawal());
        }
        return Optional.ofNullable(taking.heldBy())
                .map(holder ->
                        "Environment \"" + name + "\" is held by deployment " + holder + "; end or cancel that first.");
    }

    /** Why there is no way back any more. */
    public String withdrawal() {
        return "Deployment " + changedBy
                + " has begun a change since, so this one is not taken back any more; take that one back instead.";
    }

    private void withdrawn(StepId step, DeploymentId later) {
        if (changedBy == null) {
            changedBy = later;
            events.note(step, "The rollback of this watch is withdrawn. " + withdrawal());
        }
    }
}
