package dev.belay.orchestrator.deployment;

/** How far the projection has come with the topic. */
public interface ProjectionState {
    /**
     * Whether every event that had been published when this was called has been applied.
     *
     * <p>False during a rebuild and while that cannot be found out.
     */
    boolean caughtUp();
}
