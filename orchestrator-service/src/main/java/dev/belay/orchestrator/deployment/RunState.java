package dev.belay.orchestrator.deployment;

/** What is known of the run that carries a deployment through. */
public enum RunState {
    RUNNING,
    CLOSED,
    NOT_FOUND
}
