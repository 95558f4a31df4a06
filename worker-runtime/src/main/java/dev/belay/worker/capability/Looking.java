package dev.belay.worker.capability;

import dev.belay.contracts.ExecutionId;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.execution.ProcessOwner;

/** On whose behalf programs are asked for their version: a look belongs to no deployment, and nobody cancels it. */
public record Looking(Environment environment) implements ProcessOwner {
    private static final ExecutionId NOBODY = ExecutionId.parse("capabilities/look/before/1");

    @Override
    public ExecutionId id() {
        return NOBODY;
    }

    @Override
    public void noteProcess(long pid) {
        // It ends with this process, as every supervised program does.
    }

    @Override
    public boolean cancelled() {
        return false;
    }

    @Override
    public Registration onCancel(Runnable action) {
        return () -> {};
    }
}
