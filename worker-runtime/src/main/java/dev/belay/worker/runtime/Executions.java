package dev.belay.worker.runtime;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.message.Cancellation;
import dev.belay.contracts.message.Command;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.migration.DatabaseCopy;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.FenceWork;
import dev.belay.contracts.work.QuiesceWork;
import dev.belay.contracts.work.WatchWork;
import dev.belay.contracts.work.Work;
import dev.belay.messaging.trace.LogContext;
import dev.belay.messaging.trace.TraceContext;
import dev.belay.messaging.trace.TraceScope;
import dev.belay.messaging.trace.Traces;
import dev.belay.worker.database.EnvironmentOnCopy;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.failure.WorkFailed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The executions of one worker: an effect begins at most once, and every lease gets an answer.
 *
 * <p>A command is journalled before it is taken. A higher lease of an execution that is known adopts it: the same work
 * under a new token, or the kept result again. What a predecessor had begun and not answered is settled by the
 * handler's witness before anything else.
 */
public final class Executions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Executions.class);

    /** What is left on a copy is nobody's concern: it is dropped. */
    private static final Failure BROKEN_OFF_ON_A_COPY = new Failure(
            FailureCode.INTERRUPTED_WORK,
            "The worker was interrupted while it worked on the copy, which is left by half and dropped.",
            "Start the step again; nothing has been changed outside of the copy.");

    private final String worker;
    private final Handlers handlers;
    private final Function<String, Environment> environments;
    private final Clock clock;
    private final ExecutionLimits limits;
    private final Journal journal;
    private final Attempt attempt;
    private final Traces traces;
    private final ExecutionSpans spans;
    private final Answers answers;
    private final Beats beats;
    private final ExecutorService workers;
    private final ExecutorService quiescers = Executors.newCachedThreadPool();
    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
    private final TrackedExecutions tracked;
    private final Map<ExecutionId, Running> running = new ConcurrentHashMap<>();
    private volatile boolean closing;

    /**
     * Opens the journal of a directory that the caller has locked.
     *
     * @param worker names this instance in answers
     * @param environments finds an environment by name, or throws {@link WorkFailed}
     */
    public Executions(
            String worker,
            Path directory,
            Handlers handlers,
            Function<String, Environment> environments,
            Replies replies,
            Traces traces,
            Clock clock,
            ExecutionLimits limits)
            throws IOException {
        this.worker = worker;
        this.handlers = handlers;
        this.environments = environments;
        this.clock = clock;
        this.limits = limits;
        this.journal = Journal.open(directory);
        this.tracked = new TrackedExecutions(journal);
        this.attempt = new Attempt(worker, clock);
        this.traces = traces;
        this.spans = new ExecutionSpans(traces, worker);
        this.answers = new Answers(replies, traces, scheduler);
        this.beats = new Beats(worker, tracked, replies, clock);
        this.workers = Executors.newFixedThreadPool(limits.concurrency());
    }

    /** Settles what a predecessor left, then begins to beat. Call once, before the first command. */
    public void recover() throws IOException {
        tracked.replay(clock.instant().minus(limits.remember()));
        for (Tracked left : tracked.list()) {
            switch (left.stage()) {
                case QUEUED -> submit(left);
                case RUNNING -> settle(left);
                case FINISHED -> {
                    if (!left.answered()) {
                        try (TraceScope scope = spans.within(left)) {
                            answer(left);
                        }
                    }
                }
            }
        }
        long pause = limits.beatEvery().toMillis();
        scheduler.scheduleAtFixedRate(beats::sendAll, pause, pause, TimeUnit.MILLISECONDS);
    }

    /** As {@link #accept(Command, TraceContext)}, for a command that carries no trace. */
    public void accept(Command command) {
        accept(command, null);
    }

    /**
     * Takes a command, adopts its lease, or refuses it.
     *
     * @param trace where its sender stood in the deployment's trace
     */
    public void accept(Command command, @Nullable TraceContext trace) {
        try (TraceScope scope = traces.within(trace, command.execution())) {
            Optional<Tracked> known;
            synchronized (tracked) {
                known = tracked.find(command.execution());
                if (known.isEmpty()) {
                    take(command, trace);
                    return;
                }
            }
            adopt(known.get(), command);
        }
    }

    /** Stops an execution now, or as soon as its command comes. */
    public void cancel(Cancellation cancellation) {
        if (!tracked.cancel(cancellation)) {
            return;
        }
        Running now = running.get(cancellation.execution());
        if (now != null) {
            try (LogContext log = LogContext.of(cancellation.execution())) {
                LOG.info("{} is stopped: {}", cancellation.execution(), cancellation.reason());
            }
            now.stop(Running.StopReason.CANCELLED);
        }
    }

    /** The executions of a deployment that are queued or running, without the ones that quiesce it. */
    List<ExecutionId> listOpen(DeploymentId deployment) {
        return tracked.listOpen(deployment);
    }

    /** Whether an execution of the deployment has, or may have, opened a session on its environment's database. */
    boolean mayHaveSessions(DeploymentId deployment) {
        return tracked.mayHaveSessions(deployment);
    }

    /** How many executions are queued or running. */
    public int countOpen() {
        return tracked.listOpen().size();
    }

    /** How many executions of such work are carried out now. */
    public int countRunning(Class<? extends Work> work) {
        return tracked.count(work, Tracked.Stage.RUNNING);
    }

    /** How many executions of such work were taken and wait for others to end. */
    public int countQueued(Class<? extends Work> work) {
        return tracked.count(work, Tracked.Stage.QUEUED);
    }

    private void refuse(Command command, Failure failure) {
        answers.send(attempt.refused(command, failure), sent -> {});
    }

    private void take(Command command, @Nullable TraceContext trace) {
        Instant now = clock.instant();
        if (now.isAfter(command.deadline().acceptBy())) {
            refuse(
                    command,
                    new Failure(
                            FailureCode.COMMAND_STALE,
                            "The command had to be taken by "
                                    + command.deadline().acceptBy() + " and came at " + now + ".",
                            "It is sent again by itself; check that the clocks of orchestrator and worker agree."));
            return;
        }
        if (handlers.find(command.work()).isEmpty()) {
            refuse(
                    command,
                    new Failure(
                            FailureCode.COMMAND_UNREADABLE,
                            "Worker " + worker + " has no handler for "
                                    + command.work().getClass().getSimpleName() + ".",
                            "Run the same version of all parts of Belay."));
            return;
        }
        Tracked fresh = tracked.accept(new JournalEntry.Accepted(command, now, trace));
        if (endedByCancellation(fresh)) {
            return;
        }
        submit(fresh);
        scheduler.execute(() -> beats.send(fresh));
    }

    private void adopt(Tracked known, Command command) {
        if (command.lease() < known.lease()) {
            LOG.info(
                    "A late lease {} of {} is dropped; {} is current",
                    command.lease(),
                    command.execution(),
                    known.lease());
            return;
        }
        if (command.lease() > known.lease()) {
            tracked.write(new JournalEntry.Adopted(command.execution(), command.lease(), command.taskToken()));
            LOG.info("Lease {} of {} is adopted", command.lease(), command.execution());
        }
        if (known.stage() == Tracked.Stage.FINISHED) {
            answer(known);
        } else {
            beats.send(known);
        }
    }

    private void submit(Tracked one) {
        ExecutorService executor = takesNoTurn(one.command.work()) ? quiescers : workers;
        executor.execute(() -> spans.around(one, () -> run(one)));
    }

    private boolean endedByCancellation(Tracked one) {
        Optional<Cancellation> cancellation = tracked.findCancellation(one.command.execution());
        cancellation.ifPresent(found -> finish(one, attempt.cancelledBeforeItBegan(one, found.reason())));
        return cancellation.isPresent();
    }

    /** A quiesce must not wait for what it stops; a claim takes a moment; a watch does next to nothing for hours. */
    private static boolean takesNoTurn(Work work) {
        return work instanceof QuiesceWork || work instanceof FenceWork || work instanceof WatchWork;
    }

    private void run(Tracked one) {
        if (closing) {
            return;
        }
        if (endedByCancellation(one)) {
            return;
        }
        Environment environment;
        try {
            environment = environment(one.command);
        } catch (WorkFailed unknown) {
            finish(one, attempt.failed(one, unknown.failure()));
            return;
        }
        tracked.write(new JournalEntry.Begun(one.command.execution(), clock.instant()));
        LOG.info("{} has begun under lease {}", one.command.execution(), one.lease());
        perform(one, new Running(one, environment, tracked::write, clock), true);
    }

    /** Work on a copy sees nothing of the environment's own database. */
    private Environment environment(Command command) {
        Environment live = environments.apply(command.environment());
        DatabaseCopy copy = command.copy();
        return copy == null ? live : EnvironmentOnCopy.of(live, copy);
    }

    /** What a predecessor had begun: nothing of it runs once the leftovers are ended, so the witness may look. */
    private void settle(Tracked left) {
        LOG.warn("{} was begun by a predecessor and not answered; its witness decides", left.command.execution());
        workers.execute(() -> spans.around(left, () -> {
            try {
                if (left.command.copy() != null) {
                    Leftovers.end(left.children());
                    finish(left, attempt.failed(left, BROKEN_OFF_ON_A_COPY));
                    return;
                }
                Environment environment = environments.apply(left.command.environment());
                Running asked = new Running(left, environment, tracked::write, clock);
                asked.databaseSessionsUnknown();
                Leftovers.end(left.children());
                LeftoverSessions.end(asked);
                perform(left, asked, false);
            } catch (WorkFailed unknown) {
                finish(
                        left,
                        new Result(
                                left.command.execution(),
                                left.lease(),
                                left.taskToken(),
                                Outcome.UNKNOWN,
                                attempt.failed(left, unknown.failure()).account(),
                                null,
                                unknown.failure()));
            }
        }));
    }

    private void perform(Tracked one, Running now, boolean begin) {
        running.put(now.id(), now);
        stopIfCancelledMeanwhile(one, now, begin);
        Duration left = now.timeLeft();
        ScheduledFuture<?> alarm = scheduler.schedule(
                () -> now.stop(Running.StopReason.TIMED_OUT), begin ? left.toMillis() : 600_000, TimeUnit.MILLISECONDS);
        now.onThread(Thread.currentThread());
        Result result;
        try {
            result = dispatch(one.command.work(), now, begin);
        } finally {
            now.offThread();
            alarm.cancel(false);
            running.remove(now.id());
        }
        if (closing && now.stopReason().isPresent()) {
            return;
        }
        finish(one, result);
    }

    /** A cancel that came after the last look and before the execution could be found must not be lost. */
    private void stopIfCancelledMeanwhile(Tracked one, Running now, boolean begin) {
        if (begin && tracked.findCancellation(one.command.execution()).isPresent()) {
            now.stop(Running.StopReason.CANCELLED);
        }
    }

    private <W extends Work> Result dispatch(W work, Running now, boolean begin) {
        Handler<W> handler =
                handlers.find(work).orElseThrow(() -> new IllegalStateException("No handler for " + work.getClass()));
        return begin ? attempt.handle(handler, work, now) : attempt.witness(handler, work, now);
    }

    private void finish(Tracked one, Result result) {
        tracked.write(new JournalEntry.Finished(result));
        LOG.info("{} ended: {}", one.command.execution(), result.outcome());
        answer(one);
    }

    private void answer(Tracked one) {
        one.result()
                .ifPresent(result -> answers.send(
                        result, sent -> tracked.write(new JournalEntry.Answered(sent.execution(), sent.lease()))));
    }

    /** Stops what runs without answering it: the successor asks the witness. */
    @Override
    public void close() throws IOException {
        closing = true;
        running.values().forEach(now -> now.stop(Running.StopReason.SHUTTING_DOWN));
        workers.shutdownNow();
        quiescers.shutdownNow();
        try {
            workers.awaitTermination(20, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        scheduler.shutdownNow();
        journal.close();
    }
}
