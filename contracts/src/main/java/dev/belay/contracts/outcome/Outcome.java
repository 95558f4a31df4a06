package dev.belay.contracts.outcome;

/** What became of an execution. */
public enum Outcome {
    SUCCEEDED,
    FAILED,
    /** Stopped on request; what it had done by then is for its undo. */
    CANCELLED,
    /** It is known that the effect did not take place. */
    NOT_DONE,
    /** Nobody knows whether the effect took place. */
    UNKNOWN,
    /** The worker would not take the command. */
    REFUSED
}
