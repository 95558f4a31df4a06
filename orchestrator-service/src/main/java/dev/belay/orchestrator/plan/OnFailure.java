package dev.belay.orchestrator.plan;

/** What follows when a step has failed for good. */
public enum OnFailure {
    ROLLBACK,
    /** A person decides. */
    ASK,
    /** The failure is shown, and the deployment goes on. */
    NOTE
}
