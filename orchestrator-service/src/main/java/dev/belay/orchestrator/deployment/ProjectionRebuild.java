package dev.belay.orchestrator.deployment;

/** Empties the projection and feeds it the whole topic again. */
public interface ProjectionRebuild {
    /** Begins the rebuild and returns; reads show less than there is until it has caught up. */
    void begin();

    /** Whether a rebuild has begun and the topic is not yet read from its beginning. */
    boolean isBeginning();

    /** How often, since this process started, the projection was emptied to read the topic again. */
    long begun();
}
