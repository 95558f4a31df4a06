package dev.belay.contracts;

/** What an execution is for: reading the state before a step, doing the step, or undoing it. */
public enum Direction {
    BEFORE,
    DO,
    UNDO
}
