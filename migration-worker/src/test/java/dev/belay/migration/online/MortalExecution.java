package dev.belay.migration.online;

import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.fence.FenceToken;
import dev.belay.contracts.outcome.Progress;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.testing.HandlerExecution;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** An execution whose worker dies, with all its sessions, when it tells of a progress. */
final class MortalExecution implements Execution {
    private final HandlerExecution execution;
    private final Predicate<String> fatal;

    /** @param fatal asked of each progress whether the worker dies there */
    MortalExecution(HandlerExecution execution, Predicate<String> fatal) {
        this.execution = execution;
        this.fatal = fatal;
    }

    /** The worker's death. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed(String at) {
            super(at);
        }
    }

    @Override
    public void progress(Progress progress) {
        execution.progress(progress);
        if (progress.message().contains("waits for a lock")) {
            return;
        }
        String at = progress.unit() + " " + progress.done() + " "
                + progress.message().replaceAll(", about .* left", "");
        if (fatal.test(at)) {
            execution.cancel();
            throw new Killed(at);
        }
    }

    @Override
    public ExecutionId id() {
        return execution.id();
    }

    @Override
    public int lease() {
        return execution.lease();
    }

    @Override
    public Optional<FenceToken> fence() {
        return execution.fence();
    }

    @Override
    public Environment environment() {
        return execution.environment();
    }

    @Override
    public void note(String key, String value) {
        execution.note(key, value);
    }

    @Override
    public Optional<String> noted(String key) {
        return execution.noted(key);
    }

    @Override
    public void noteProcess(long pid) {
        execution.noteProcess(pid);
    }

    @Override
    public void countDatabaseSessions(int opened) {
        execution.countDatabaseSessions(opened);
    }

    @Override
    public void databaseSessionsUnknown() {
        execution.databaseSessionsUnknown();
    }

    @Override
    public boolean cancelled() {
        return execution.cancelled();
    }

    @Override
    public Duration timeLeft() {
        return execution.timeLeft();
    }

    @Override
    public Registration onCancel(Runnable action) {
        return execution.onCancel(action);
    }
}
