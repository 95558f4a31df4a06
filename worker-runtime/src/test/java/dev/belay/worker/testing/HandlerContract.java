package dev.belay.worker.testing;

import static dev.belay.worker.testing.WorkerBench.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.message.Beat;
import dev.belay.contracts.message.Cancellation;
import dev.belay.contracts.message.Command;
import dev.belay.contracts.message.Deadline;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.Work;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.runtime.ExecutionLimits;
import dev.belay.worker.runtime.Executions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every handler of every worker must hold; a handler's test extends it and names its work and its effect. */
public abstract class HandlerContract {
    private static final ExecutionId EXECUTION = ExecutionId.parse("deployment-1/step-1/do/1");
    private static final ExecutionId NEXT = ExecutionId.parse("deployment-1/step-1/do/2");
    private static final ExecutionLimits ONE_AT_A_TIME =
            new ExecutionLimits(1, WorkerBench.LIMITS.beatEvery(), WorkerBench.LIMITS.remember());

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AtomicInteger begun = new AtomicInteger();

    @TempDir
    protected Path workerDirectory;

    protected abstract Handler<?> handler();

    protected abstract Environment environment();

    /** Work that succeeds. */
    protected abstract Work work();

    /**
     * How often the effect of {@link #work} has taken place, counted in the world outside; 0 before the first. Work that
     * only reads counts {@link #begun}.
     */
    protected abstract int effects() throws Exception;

    /** What a witness may answer where the effect took place and its result was lost. */
    protected abstract List<Outcome> afterEffect();

    /** What a witness may answer where the work was begun and the effect did not take place. */
    protected abstract List<Outcome> beforeEffect();

    /** Prepares work that does not end by itself; empty where nothing outside can hold the handler up. */
    protected Optional<SlowWork> slowWork() throws Exception {
        return Optional.empty();
    }

    /** Whether the work waits in the queue while others run; work that hardly does anything need not. */
    protected boolean takesATurn() {
        return true;
    }

    /** Hands out the executions of each worker that the contract starts, for a handler that needs them. */
    protected void started(Executions executions) {}

    /** How often the handler was called to carry work out. */
    protected final int begun() {
        return begun.get();
    }

    @Test
    void oneEffectForADuplicateCommand() throws Exception {
        try (WorkerBench bench = bench()) {
            bench.executions().accept(command(EXECUTION, 1, work()));
            bench.executions().accept(command(EXECUTION, 1, work()));
            Result result = bench.replies().awaitResult(EXECUTION, 1);
            bench.executions().accept(command(EXECUTION, 1, work()));

            assertThat(result.outcome()).as("%s", result.failure()).isEqualTo(Outcome.SUCCEEDED);
            await().until(() -> bench.replies().results(EXECUTION).size() == 2);
            assertOneEffect();
        }
    }

    @Test
    void adoptsAHigherLeaseAndNeverStartsAgain() throws Exception {
        try (WorkerBench bench = bench()) {
            bench.executions().accept(command(EXECUTION, 1, work()));
            bench.executions().accept(command(EXECUTION, 2, work()));
            Result second = bench.replies().awaitResult(EXECUTION, 2);
            bench.executions().accept(command(EXECUTION, 3, work()));
            Result third = bench.replies().awaitResult(EXECUTION, 3);

            assertThat(second.taskToken()).isEqualTo("token-2");
            assertThat(third.taskToken()).isEqualTo("token-3");
            assertThat(third.outcome()).isEqualTo(Outcome.SUCCEEDED);
            assertThat(third.output()).isEqualTo(second.output());
            assertOneEffect();
        }
    }

    @Test
    void dropsALateLowerLease() throws Exception {
        try (WorkerBench bench = bench()) {
            bench.executions().accept(command(EXECUTION, 5, work()));
            bench.replies().awaitResult(EXECUTION, 5);
            bench.executions().accept(command(EXECUTION, 4, work()));

            assertThat(bench.replies().results(EXECUTION)).hasSize(1);
            assertOneEffect();
        }
    }

    @Test
    void aResultLostInACrashIsSettledByTheWitness() throws Exception {
        try (WorkerBench bench = bench()) {
            bench.executions().accept(command(EXECUTION, 1, work()));
            bench.replies().awaitResult(EXECUTION, 1);

            try (WorkerBench successor = bench.comeBackBefore("finished", workerDirectory.resolve("successor"))) {
                Result settled = successor.replies().awaitResult(EXECUTION, 1);

                assertThat(settled.outcome()).as("%s", settled.failure()).isIn(afterEffect());
                assertOneEffect();
            }
        }
    }

    @Test
    void workBegunWithoutItsEffectIsNeverCalledDone() throws Exception {
        BegunJournal.write(workerDirectory.resolve("journal"), command(EXECUTION, 1, work()));

        try (WorkerBench successor = bench()) {
            Result settled = successor.replies().awaitResult(EXECUTION, 1);

            assertThat(settled.outcome()).as("%s", settled.failure()).isIn(beforeEffect());
            assertNoEffect();
        }
    }

    @Test
    void workThatWasNotDoneSucceedsInItsNextAttempt() throws Exception {
        BegunJournal.write(workerDirectory.resolve("journal"), command(EXECUTION, 1, work()));

        try (WorkerBench successor = bench()) {
            successor.replies().awaitResult(EXECUTION, 1);
            successor.executions().accept(command(NEXT, 1, work()));
            Result next = successor.replies().awaitResult(NEXT, 1);

            assertThat(next.outcome()).as("%s", next.failure()).isEqualTo(Outcome.SUCCEEDED);
            assertOneEffect();
        }
    }

    @Test
    void aResultThatWasNotAnsweredIsSentAgainAfterARestart() throws Exception {
        try (WorkerBench bench = bench()) {
            bench.executions().accept(command(EXECUTION, 1, work()));
            Result first = bench.replies().awaitResult(EXECUTION, 1);

            try (WorkerBench successor = bench.comeBackBefore("answered", workerDirectory.resolve("successor"))) {
                assertThat(successor.replies().awaitResult(EXECUTION, 1)).isEqualTo(first);
                assertOneEffect();
            }
        }
    }

    @Test
    void aCancelThatOvertakesItsCommandWins() throws Exception {
        try (WorkerBench bench = bench()) {
            bench.executions().cancel(new Cancellation(EXECUTION, "cancelled by anna", Instant.now()));
            bench.executions().accept(command(EXECUTION, 1, work()));

            assertThat(bench.replies().awaitResult(EXECUTION, 1).outcome()).isEqualTo(Outcome.CANCELLED);
            assertNoEffect();
        }
    }

    @Test
    void refusesACommandThatCameTooLate() throws Exception {
        try (WorkerBench bench = bench()) {
            Command stale = new Command(
                    EXECUTION,
                    1,
                    "token-1",
                    "test-production",
                    new Deadline(Instant.now().minusSeconds(1), Duration.ofMinutes(1)),
                    work(),
                    null,
                    null,
                    "");
            bench.executions().accept(stale);
            Result refused = bench.replies().awaitResult(EXECUTION, 1);

            assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(refused.failure().code()).isEqualTo(FailureCode.COMMAND_STALE);
            assertNoEffect();
        }
    }

    @Test
    void beatsAtOnceWhenItHasTakenACommand() throws Exception {
        try (WorkerBench bench = bench()) {
            bench.executions().accept(command(EXECUTION, 1, work()));
            bench.replies().awaitResult(EXECUTION, 1);

            await().untilAsserted(
                            () -> assertThat(bench.replies().beats(EXECUTION)).isNotEmpty());
            assertThat(bench.replies().beats(EXECUTION).get(0).state()).isIn(Beat.State.QUEUED, Beat.State.RUNNING);
        }
    }

    @Test
    void sendsItsResultOnceTheBrokerIsBack() throws Exception {
        try (WorkerBench bench = bench()) {
            bench.replies().unreachable(true);
            bench.executions().accept(command(EXECUTION, 1, work()));
            await().until(() -> bench.executions().countOpen() == 0);
            bench.replies().unreachable(false);

            assertThat(bench.replies().awaitResult(EXECUTION, 1).outcome()).isEqualTo(Outcome.SUCCEEDED);
        }
    }

    @Test
    void aCancelStopsTheWorkAndAllThatItStarted() throws Exception {
        SlowWork slow = requireSlowWork();
        try (WorkerBench bench = bench()) {
            bench.executions().accept(command(EXECUTION, 1, slow.work()));
            awaitRunning(slow);
            bench.executions().cancel(new Cancellation(EXECUTION, "cancelled by anna", Instant.now()));
            Result cancelled = bench.replies().awaitResult(EXECUTION, 1);

            assertThat(cancelled.outcome()).as("%s", cancelled.failure()).isEqualTo(Outcome.CANCELLED);
            assertThat(cancelled.failure().message()).contains("cancelled by anna");
            awaitEnd(slow);
        }
    }

    @Test
    void stopsTheWorkAtItsTimeout() throws Exception {
        SlowWork slow = requireSlowWork();
        try (WorkerBench bench = bench()) {
            bench.executions().accept(command(EXECUTION, 1, slow.work(), Duration.ofSeconds(1)));
            Result stopped = bench.replies().awaitResult(EXECUTION, 1);

            assertThat(stopped.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(stopped.failure().code()).as("%s", stopped.failure()).isEqualTo(FailureCode.TIMED_OUT);
            awaitEnd(slow);
        }
    }

    @Test
    void beatsForWorkInTheQueueToo() throws Exception {
        assumeThat(takesATurn()).isTrue();
        SlowWork slow = requireSlowWork();
        try (WorkerBench bench = bench(ONE_AT_A_TIME)) {
            bench.executions().accept(command(EXECUTION, 1, slow.work()));
            awaitRunning(slow);
            bench.executions().accept(command(NEXT, 1, slow.work()));

            await().until(() -> bench.replies().beats(NEXT).size() > 2);
            assertThat(bench.replies().beats(NEXT)).extracting(Beat::state).containsOnly(Beat.State.QUEUED);
            assertThat(bench.replies().beats(EXECUTION)).extracting(Beat::state).contains(Beat.State.RUNNING);
        }
        awaitEnd(slow);
    }

    @Test
    void aHigherLeaseOfRunningWorkStartsNothing() throws Exception {
        SlowWork slow = requireSlowWork();
        try (WorkerBench bench = bench()) {
            bench.executions().accept(command(EXECUTION, 1, slow.work()));
            awaitRunning(slow);
            bench.executions().accept(command(EXECUTION, 2, slow.work()));

            await().until(() -> bench.replies().beats(EXECUTION).stream().anyMatch(beat -> beat.lease() == 2));
            assertThat(begun()).isEqualTo(1);
        }
        awaitEnd(slow);
    }

    @Test
    void aSuccessorSweepsWhatItsPredecessorLeftRunning() throws Exception {
        SlowWork slow = requireSlowWork();
        try (WorkerBench predecessor = bench()) {
            predecessor.executions().accept(command(EXECUTION, 1, slow.work()));
            awaitRunning(slow);

            try (WorkerBench successor = predecessor.comeBackBefore("finished", workerDirectory.resolve("successor"))) {
                Result settled = successor.replies().awaitResult(EXECUTION, 1);

                assertThat(settled.outcome()).as("%s", settled.failure()).isIn(slow.brokenOff());
                awaitEnd(slow);
                assertThat(begun()).isEqualTo(1);
            }
        }
    }

    private void assertOneEffect() throws Exception {
        assertThat(effects()).isEqualTo(1);
        assertThat(begun()).isEqualTo(1);
    }

    private void assertNoEffect() throws Exception {
        assertThat(effects()).isZero();
        assertThat(begun()).isZero();
    }

    private SlowWork requireSlowWork() throws Exception {
        Optional<SlowWork> slow = slowWork();
        assumeThat(slow).isPresent();
        return slow.orElseThrow();
    }

    private static void awaitRunning(SlowWork slow) {
        await().atMost(PATIENCE).until(slow.runs());
    }

    private static void awaitEnd(SlowWork slow) {
        await().atMost(PATIENCE).until(() -> !slow.runs().call());
    }

    private WorkerBench bench() throws Exception {
        return bench(WorkerBench.LIMITS);
    }

    private WorkerBench bench(ExecutionLimits limits) throws Exception {
        WorkerBench bench =
                new WorkerBench(workerDirectory.resolve("journal"), environment(), List.of(counted(handler())), limits);
        started(bench.executions());
        return bench;
    }

    private <W extends Work> Handler<W> counted(Handler<W> handler) {
        return new CountedHandler<>(handler, begun);
    }
}
