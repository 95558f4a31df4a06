package dev.belay.worker.runtime;

import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.fence.FenceToken;
import dev.belay.contracts.migration.DatabaseCopy;
import dev.belay.contracts.outcome.Progress;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.execution.Execution;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An execution while its handler, or its witness, is at work. */
final class Running implements Execution {
    private final Tracked tracked;
    private final Environment environment;
    private final Consumer<JournalEntry> journal;
    private final Clock clock;
    private final List<Runnable> onCancel = new ArrayList<>();
    private @Nullable Thread thread;
    private @Nullable StopReason stopReason;
    private int databaseSessions;
    private boolean databaseSessionsKnown = true;

    Running(Tracked tracked, Environment environment, Consumer<JournalEntry> journal, Clock clock) {
        this.tracked = tracked;
        this.environment = environment;
        this.journal = journal;
        this.clock = clock;
    }

    /** Why work is stopped before its end. */
    enum StopReason {
        CANCELLED,
        TIMED_OUT,
        SHUTTING_DOWN
    }

    synchronized void onThread(Thread current) {
        thread = current;
        if (stopReason != null) {
            current.interrupt();
        }
    }

    /** Ends the binding to the thread, so that a late stop cannot interrupt other work of the same thread. */
    synchronized void offThread() {
        thread = null;
        Thread.interrupted();
    }

    void stop(StopReason reason) {
        List<Runnable> actions;
        synchronized (this) {
            if (stopReason != null) {
                return;
            }
            stopReason = reason;
            actions = List.copyOf(onCancel);
            if (thread != null) {
                thread.interrupt();
            }
        }
        actions.forEach(Runnable::run);
    }

    synchronized Optional<StopReason> stopReason() {
        return Optional.ofNullable(stopReason);
    }

    synchronized @Nullable Integer databaseSessions() {
        return databaseSessionsKnown ? databaseSessions : null;
    }

    Tracked tracked() {
        return tracked;
    }

    Instant deadline() {
        return tracked.acceptedAt.plus(tracked.command.deadline().timeout());
    }

    @Override
    public ExecutionId id() {
        return tracked.command.execution();
    }

    @Override
    public int lease() {
        return tracked.command.lease();
    }

    @Override
    public Environment environment() {
        return environment;
    }

    @Override
    public Optional<FenceToken> fence() {
        return Optional.ofNullable(tracked.command.fence());
    }

    @Override
    public Optional<DatabaseCopy> copy() {
        return Optional.ofNullable(tracked.command.copy());
    }

    @Override
    public void progress(Progress progress) {
        tracked.progress(progress);
    }

    @Override
    public void note(String key, String value) {
        journal.accept(new JournalEntry.Noted(id(), key, value));
    }

    @Override
    public Optional<String> noted(String key) {
        return tracked.noted(key);
    }

    @Override
    public void noteProcess(long pid) {
        Instant startedAt = ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .orElseGet(clock::instant);
        journal.accept(new JournalEntry.ChildStarted(id(), pid, startedAt));
    }

    @Override
    public synchronized void countDatabaseSessions(int opened) {
        databaseSessions += copy().isPresent() ? 0 : opened;
    }

    @Override
    public synchronized void databaseSessionsUnknown() {
        databaseSessionsKnown = copy().isPresent();
    }

    @Override
    public synchronized boolean cancelled() {
        return stopReason != null;
    }

    @Override
    public Duration timeLeft() {
        Duration left = Duration.between(clock.instant(), deadline());
        return left.isNegative() ? Duration.ZERO : left;
    }

    @Override
    public Registration onCancel(Runnable action) {
        synchronized (this) {
            if (stopReason == null) {
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
