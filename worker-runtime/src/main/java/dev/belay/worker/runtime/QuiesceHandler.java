package dev.belay.worker.runtime;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.fence.FenceClaim;
import dev.belay.contracts.message.Cancellation;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.Output;
import dev.belay.contracts.work.QuiesceWork;
import dev.belay.worker.database.TaggedSessions;
import dev.belay.worker.database.TargetFence;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.failure.WorkFailed;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Cancels what a deployment still runs on this worker, waits until it has ended, and ends its database sessions. */
public final class QuiesceHandler implements Handler<QuiesceWork> {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final Supplier<Executions> executions;
    private final Clock clock;

    public QuiesceHandler(Supplier<Executions> executions, Clock clock) {
        this.executions = executions;
        this.clock = clock;
    }

    @Override
    public Class<QuiesceWork> accepts() {
        return QuiesceWork.class;
    }

    @Override
    public Done handle(QuiesceWork work, Execution execution) throws InterruptedException {
        DeploymentId deployment = execution.id().deployment();
        List<ExecutionId> open = executions.get().listOpen(deployment);
        work.executions().forEach(this::cancel);
        open.forEach(this::cancel);
        Output.Fenced fence = takeNextTurn(work, execution);
        awaitEnd(deployment);
        int sessions = endSessions(deployment, execution);
        return Done.with(
                new Output.Quiesced(open.size(), 0, sessions, fence),
                new Evidence("executions cancelled", String.valueOf(open.size())),
                new Evidence("database sessions ended", String.valueOf(sessions)),
                new Evidence("still running", "nothing"));
    }

    /** From here on no session can be opened under the old turn; those that are open are ended after it. */
    private Output.@Nullable Fenced takeNextTurn(QuiesceWork work, Execution execution) throws InterruptedException {
        FenceClaim claim = work.claim();
        return claim != null && executions.get().mayHaveSessions(execution.id().deployment())
                ? TargetFence.claim(claim, execution)
                : null;
    }

    /** Where none has been opened there is none to end, even where the database cannot be reached to ask it. */
    private int endSessions(DeploymentId deployment, Execution execution) {
        return executions.get().mayHaveSessions(deployment)
                ? TaggedSessions.end(execution, "belay/" + deployment + "/")
                : 0;
    }

    @Override
    public Witnessed witness(QuiesceWork work, Execution execution) {
        return new Witnessed.WasNotDone("it begins again");
    }

    private void cancel(ExecutionId id) {
        executions.get().cancel(new Cancellation(id, "its deployment goes back", clock.instant()));
    }

    private void awaitEnd(DeploymentId deployment) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        List<ExecutionId> open = executions.get().listOpen(deployment);
        while (!open.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new WorkFailed(
                        FailureCode.STILL_RUNNING,
                        "Of deployment " + deployment + " there still run, " + LONGEST_WAIT.toSeconds()
                                + " s after they were cancelled: " + open + ".",
                        "End them by hand on the worker's host, then retry; or vouch that nothing runs any more.");
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("cancelled while waiting for " + open);
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            open = executions.get().listOpen(deployment);
        }
    }
}
