package dev.belay.stack.running;

/** How a stack is found. */
public enum Condition {
    /** Its processes run, and its services are well. */
    RUNNING,
    /** Some of it is there, and some of it is not. */
    HALF,
    STOPPED
}
