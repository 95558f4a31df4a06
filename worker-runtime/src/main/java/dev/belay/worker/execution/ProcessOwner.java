package dev.belay.worker.execution;

import dev.belay.contracts.ExecutionId;
import dev.belay.worker.environment.Environment;

/** On whose behalf programs run: they end with it, and what they print is free of its environment's secrets. */
public interface ProcessOwner {
    ExecutionId id();

    Environment environment();

    /** Notes a child process, so that a successor can find what this process left running. */
    void noteProcess(long pid);

    /** Whether the work is to stop: cancelled by people, out of time, or the worker is shutting down. */
    boolean cancelled();

    /**
     * Runs an action as soon as the work is cancelled, or at once where it already is.
     *
     * @return closes without running the action
     */
    Registration onCancel(Runnable action);

    /** An action that can be taken back. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
