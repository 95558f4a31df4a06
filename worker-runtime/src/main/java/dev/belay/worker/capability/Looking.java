package dev.belay.worker.capability;

import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.FenceToken;
import dev.belay.contracts.Progress;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.execution.Execution;
import java.time.Duration;
import java.util.Optional;

/** Stands for an execution where programs are asked for their version; belongs to no deployment. */
public record Looking(Environment environment) implements Execution {
    private static final ExecutionId NOBODY = ExecutionId.parse("capabilities/look/before/1");

    @Override
    public ExecutionId id() {
        return NOBODY;
    }

    @Override
    public int lease() {
        return 1;
    }

    @Override
    public Optional<FenceToken> fence() {
        return Optional.empty();
    }

    @Override
    public void progress(Progress progress) {
        // Nobody waits for it.
    }

    @Override
    public void note(String key, String value) {
        throw new UnsupportedOperationException("A look has no effect of which a witness could be asked");
    }

    @Override
    public Optional<String> noted(String key) {
        return Optional.empty();
    }

    @Override
    public void noteProcess(long pid) {
        // It ends with this process, as every supervised program does.
    }

    @Override
    public void countDatabaseSessions(int opened) {
        // See DatabaseLook, which spares the live database.
    }

    @Override
    public void databaseSessionsUnknown() {
        // See DatabaseLook, which spares the live database.
    }

    @Override
    public boolean cancelled() {
        return false;
    }

    @Override
    public Duration timeLeft() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Registration onCancel(Runnable action) {
        return () -> {};
    }
}
