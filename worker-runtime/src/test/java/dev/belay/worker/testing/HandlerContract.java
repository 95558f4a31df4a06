package dev.belay.worker.testing;

import static dev.belay.worker.testing.WorkerBench.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.Beat;
import dev.belay.contracts.Cancellation;
import dev.belay.contracts.Command;
import dev.belay.contracts.Deadline;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.FailureCode;
import dev.belay.contracts.Outcome;
import dev.belay.contracts.Result;
import dev.belay.contracts.Work;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.execution.Handler;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every handler of every worker must hold; a handler's test extends it and names its work and its effect. */
public abstract class HandlerContract {
    private static final ExecutionId EXECUTION = ExecutionId.parse("deployment-1/step-1/do/1");

    @TempDir
    protected Path workerDirectory;

    protected abstract Handler<?> handler();

    protected abstract Environment environment();

    /** Work that succeeds. */
    protected abstract Work work();

    /** How often the effect of {@link #work} has begun, counted in the world outside; 0 before the first. */
    protected abstract int effects();

    /** What a witness may answer where the effect took place and its result was lost. */
    protected abstract List<Outcome> afterEffect();

    /** What a witness may answer where the work was begun and the effect did not take place. */
    protected abstract List<Outcome> beforeEffect();

    @Test
    void oneEffectForADuplicateCommand() throws Exception {
        try (WorkerBench bench = bench()) {
            bench.executions().accept(command(EXECUTION, 1, work()));
            bench.executions().accept(command(EXECUTION, 1, work()));
            Result result = bench.replies().awaitResult(EXECUTION, 1);
            bench.executions().accept(command(EXECUTION, 1, work()));

            assertThat(result.outcome()).as("%s", result.failure()).isEqualTo(Outcome.SUCCEEDED);
            await().until(() -> bench.replies().results(EXECUTION).size() == 2);
            assertThat(effects()).isEqualTo(1);
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
            assertThat(effects()).isEqualTo(1);
        }
    }

    @Test
    void dropsALateLowerLease() throws Exception {
        try (WorkerBench bench = bench()) {
            bench.executions().accept(command(EXECUTION, 5, work()));
            bench.replies().awaitResult(EXECUTION, 5);
            bench.executions().accept(command(EXECUTION, 4, work()));

            assertThat(bench.replies().results(EXECUTION)).hasSize(1);
            assertThat(effects()).isEqualTo(1);
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
                assertThat(effects()).isEqualTo(1);
            }
        }
    }

    @Test
    void workBegunWithoutItsEffectIsNeverCalledDone() throws Exception {
        try (WorkerBench bench = bench()) {
            bench.executions().cancel(new Cancellation(ExecutionId.parse("other/step-1/do/1"), "", Instant.now()));
            Path successor = workerDirectory.resolve("successor");
            BegunJournal.write(successor, command(EXECUTION, 1, work()));

            try (WorkerBench fresh = new WorkerBench(successor, environment(), List.of(handler()))) {
                Result settled = fresh.replies().awaitResult(EXECUTION, 1);

                assertThat(settled.outcome()).as("%s", settled.failure()).isIn(beforeEffect());
                assertThat(effects()).isZero();
            }
        }
    }

    @Test
    void aResultThatWasNotAnsweredIsSentAgainAfterARestart() throws Exception {
        try (WorkerBench bench = bench()) {
            bench.executions().accept(command(EXECUTION, 1, work()));
            Result first = bench.replies().awaitResult(EXECUTION, 1);

            try (WorkerBench successor = bench.comeBackBefore("answered", workerDirectory.resolve("successor"))) {
                assertThat(successor.replies().awaitResult(EXECUTION, 1)).isEqualTo(first);
                assertThat(effects()).isEqualTo(1);
            }
        }
    }

    @Test
    void aCancelThatOvertakesItsCommandWins() throws Exception {
        try (WorkerBench bench = bench()) {
            bench.executions().cancel(new Cancellation(EXECUTION, "cancelled by anna", Instant.now()));
            bench.executions().accept(command(EXECUTION, 1, work()));

            assertThat(bench.replies().awaitResult(EXECUTION, 1).outcome()).isEqualTo(Outcome.CANCELLED);
            assertThat(effects()).isZero();
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
                    "");
            bench.executions().accept(stale);
            Result refused = bench.replies().awaitResult(EXECUTION, 1);

            assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(refused.failure().code()).isEqualTo(FailureCode.COMMAND_STALE);
            assertThat(effects()).isZero();
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

    private WorkerBench bench() throws Exception {
        return new WorkerBench(workerDirectory.resolve("journal"), environment(), List.of(handler()));
    }
}
