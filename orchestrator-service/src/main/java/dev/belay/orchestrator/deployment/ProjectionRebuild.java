package dev.belay.orchestrator.deployment;

/** Empties the projection and feeds it the whole topic again. */
public interface ProjectionRebuild {
    /** Begins the rebuild and returns; reads show less than there is until it has caught up. */
    void begin();
}
