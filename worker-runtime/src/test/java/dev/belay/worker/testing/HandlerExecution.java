package dev.belay.worker.testing;

import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.fence.FenceToken;
import dev.belay.contracts.migration.DatabaseCopy;
import dev.belay.contracts.outcome.Progress;
import dev.belay.worker.database.EnvironmentOnCopy;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.execution.Execution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An execution for tests that call a handler directly: it remembers what the handler told it and can be cancelled. */
public final class HandlerExecution implements Execution {
    private final ExecutionId id;
    private final Environment environment;
    private final Map<String, String> notes = new LinkedHashMap<>();
    private final List<Progress> progress = new CopyOnWriteArrayList<>();
    private final List<Long> processes = new CopyOnWriteArrayList<>();
    private final List<Runnable> onCancel = new ArrayList<>();
    private int databaseSessions;
    private boolean databaseSessionsKnown = true;
    private boolean cancelled;
    private Duration timeLeft = Duration.ofMinutes(10);
    private @Nullable FenceToken fence;
    private @Nullable DatabaseCopy copy;

    public HandlerExecution(ExecutionId id, Environment environment) {
        this.id = id;
        this.environment = environment;
    }

    /** The first execution of a step, in a deployment of its own. */
    public static HandlerExecution of(String step, Environment environment) {
        return new HandlerExecution(ExecutionId.parse("deployment-1/" + step + "/do/1"), environment);
    }

    /** Lets the command's timeout be as near as a test needs it. */
    public synchronized HandlerExecution withTimeLeft(Duration left) {
        timeLeft = left;
        return this;
    }

    /** Gives it a turn on the target database. */
    public synchronized HandlerExecution withFence(FenceToken turn) {
        fence = turn;
        return this;
    }

    /** Work on a copy, with the environment that such work is given. */
    public static HandlerExecution onCopy(String step, Environment live, DatabaseCopy copy) {
        HandlerExecution execution = of(step, EnvironmentOnCopy.of(live, copy));
        execution.copy = copy;
        return execution;
    }

    public List<Progress> progress() {
        return progress;
    }

    public List<Long> processes() {
        return processes;
    }

    public synchronized int databaseSessions() {
        return databaseSessions;
    }

    public synchronized boolean databaseSessionsKnown() {
        return databaseSessionsKnown;
    }

    /** Cancels the execution as the runtime does: the flag first, then the actions. */
    public void cancel() {
        List<Runnable> actions;
        synchronized (this) {
            cancelled = true;
            actions = List.copyOf(onCancel);
        }
        actions.forEach(Runnable::run);
    }

    @Override
    public ExecutionId id() {
        return id;
    }

    @Override
    public Optional<DatabaseCopy> copy() {
        return Optional.ofNullable(copy);
    }

    @Override
    public int lease() {
        return 1;
    }

    @Override
    public Environment environment() {
        return environment;
    }

    @Override
    public synchronized Optional<FenceToken> fence() {
        return Optional.ofNullable(fence);
    }

    @Override
    public void progress(Progress now) {
        progress.add(now);
    }

    @Override
    public synchronized void note(String key, String value) {
        notes.put(key, value);
    }

    @Override
    public synchronized Optional<String> noted(String key) {
        return Optional.ofNullable(notes.get(key));
    }

    @Override
    public void noteProcess(long pid) {
        processes.add(pid);
    }

    @Override
    public synchronized void countDatabaseSessions(int opened) {
        databaseSessions += opened;
    }

    @Override
    public synchronized void databaseSessionsUnknown() {
        databaseSessionsKnown = false;
    }

    @Override
    public synchronized boolean cancelled() {
        return cancelled;
    }

    @Override
    public synchronized Duration timeLeft() {
        return timeLeft;
    }

    @Override
    public Registration onCancel(Runnable action) {
        synchronized (this) {
            if (!cancelled) {
                onCancel.add(action);
                return () -> remove(action);
            }
        }
        action.run();
        return () -> {};
    }

    private synchronized void remove(Runnable action) {
        onCancel.remove(action);
    }
}
