package dev.belay.contracts;

/** Where a step stands. */
public enum StepStatus {
    PENDING,
    RUNNING,
    WAITING,
    SUCCEEDED,
    FAILED,
    UNKNOWN,
    SKIPPED,
    UNDOING,
    UNDONE,
    UNDO_FAILED,
    CANCELLED
}
