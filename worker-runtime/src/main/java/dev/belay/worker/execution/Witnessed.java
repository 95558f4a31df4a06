package dev.belay.worker.execution;

/** What a handler's witness says of work that was begun and not answered. */
public sealed interface Witnessed {
    /** The effect took place, whole. */
    record WasDone(Done done) implements Witnessed {}

    /** The effect did not take place, or has left nothing; the work may begin again. */
    record WasNotDone(String how) implements Witnessed {}

    /** Nobody can tell, or it took place in part. */
    record NobodyKnows(String why, String next) implements Witnessed {}
}
