package dev.belay.orchestrator.deployment.view;

import static dev.belay.contracts.StepStatus.CANCELLED;
import static dev.belay.contracts.StepStatus.FAILED;
import static dev.belay.contracts.StepStatus.RUNNING;
import static dev.belay.contracts.StepStatus.SKIPPED;
import static dev.belay.contracts.StepStatus.SUCCEEDED;
import static dev.belay.contracts.StepStatus.UNDOING;
import static dev.belay.contracts.StepStatus.UNDONE;
import static dev.belay.contracts.StepStatus.UNDO_FAILED;
import static dev.belay.contracts.StepStatus.UNKNOWN;
import static dev.belay.contracts.StepStatus.WAITING;

import dev.belay.contracts.StepId;
import dev.belay.contracts.StepStatus;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Which status of a step may follow which. */
public final class StepTransitions {
    private StepTransitions() {}

    /**
     * The statuses that may follow.
     *
     * <p>{@code RUNNING} never becomes {@code UNDOING}: nothing is undone while the thing itself may still be running.
     */
    public static Set<StepStatus> after(StepStatus status) {
        return switch (status) {
            case PENDING -> EnumSet.of(RUNNING, WAITING, SUCCEEDED, FAILED, SKIPPED, CANCELLED);
            case RUNNING -> EnumSet.of(RUNNING, WAITING, SUCCEEDED, FAILED, UNKNOWN, SKIPPED, CANCELLED);
            case WAITING ->
                EnumSet.of(
                        WAITING, RUNNING, SUCCEEDED, FAILED, UNKNOWN, SKIPPED, CANCELLED, UNDOING, UNDONE, UNDO_FAILED);
            case SUCCEEDED, CANCELLED, SKIPPED -> EnumSet.of(UNDOING, UNDONE, UNDO_FAILED);
            case FAILED ->
                EnumSet.of(FAILED, RUNNING, WAITING, SUCCEEDED, SKIPPED, CANCELLED, UNDOING, UNDONE, UNDO_FAILED);
            case UNKNOWN ->
                EnumSet.of(
                        UNKNOWN, RUNNING, WAITING, SUCCEEDED, FAILED, SKIPPED, CANCELLED, UNDOING, UNDONE, UNDO_FAILED);
            case UNDOING -> EnumSet.of(UNDOING, WAITING, UNDONE, UNDO_FAILED);
            case UNDO_FAILED -> EnumSet.of(UNDO_FAILED, UNDOING, WAITING, UNDONE);
            case UNDONE -> EnumSet.noneOf(StepStatus.class);
        };
    }

    /** What is wrong with the transition, where something is. */
    public static Optional<String> complaint(StepId step, StepStatus from, StepStatus to) {
        return after(from).contains(to)
                ? Optional.empty()
                : Optional.of(
                        "Step \"" + step + "\" went from " + from + " to " + to + "; expected one of " + after(from));
    }
}
