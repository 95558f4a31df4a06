package dev.belay.backup.disk;

import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.fence.FenceToken;
import dev.belay.contracts.migration.DatabaseCopy;
import dev.belay.contracts.outcome.Progress;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.execution.Execution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A part of an execution that can be ended without the rest: its processes end as they would with a cancel. */
public final class EndableExecution implements Execution {
    private final Execution whole;
    private final List<Runnable> onEnd = new ArrayList<>();
    private boolean ended;

    public EndableExecution(Execution whole) {
        this.whole = whole;
    }

    public void end() {
        List<Runnable> actions;
        synchronized (this) {
            ended = true;
            actions = List.copyOf(onEnd);
        }
        actions.forEach(Runnable::run);
    }

    @Override
    public boolean cancelled() {
        synchronized (this) {
            if (ended) {
                return true;
            }
        }
        return whole.cancelled();
    }

    @Override
    public Registration onCancel(Runnable action) {
        Registration ofWhole = whole.onCancel(action);
        boolean now;
        synchronized (this) {
            onEnd.add(action);
            now = ended;
        }
        if (now) {
            action.run();
        }
        return () -> {
            ofWhole.close();
            forget(action);
        };
    }

    private synchronized void forget(Runnable action) {
        onEnd.remove(action);
    }

    @Override
    public ExecutionId id() {
        return whole.id();
    }

    @Override
    public int lease() {
        return whole.lease();
    }

    @Override
    public Environment environment() {
        return whole.environment();
    }

    @Override
    public Optional<DatabaseCopy> copy() {
        return whole.copy();
    }

    @Override
    public Optional<FenceToken> fence() {
        return whole.fence();
    }

    @Override
    public void progress(Progress progress) {
        whole.progress(progress);
    }

    @Override
    public void note(String key, String value) {
        whole.note(key, value);
    }

    @Override
    public Optional<String> noted(String key) {
        return whole.noted(key);
    }

    @Override
    public void noteProcess(long pid) {
        whole.noteProcess(pid);
    }

    @Override
    public void countDatabaseSessions(int opened) {
        whole.countDatabaseSessions(opened);
    }

    @Override
    public void databaseSessionsUnknown() {
        whole.databaseSessionsUnknown();
    }

    @Override
    public Duration timeLeft() {
        return whole.timeLeft();
    }
}
