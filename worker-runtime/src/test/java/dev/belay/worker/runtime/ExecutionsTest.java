package dev.belay.worker.runtime;

import static dev.belay.worker.testing.WorkerBench.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.Beat;
import dev.belay.contracts.Cancellation;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.FailureCode;
import dev.belay.contracts.MaintenanceWork;
import dev.belay.contracts.Outcome;
import dev.belay.contracts.QuiesceWork;
import dev.belay.contracts.Result;
import dev.belay.worker.process.SupervisedProcesses;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.WorkerBench;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutionsTest {
    private static final MaintenanceWork WORK = new MaintenanceWork(MaintenanceWork.Switch.ON);
    private static final ExecutionId FIRST = ExecutionId.parse("deployment-1/step-1/do/1");

    @TempDir
    Path directory;

    @Test
    void cancelStopsTheWorkAndItsProcessGroup() throws Exception {
        try (WorkerBench bench = bench(sleepAndTell())) {
            bench.executions().accept(command(FIRST, 1, WORK));
            ProcessHandle sleeper = awaitSleeper();

            bench.executions().cancel(new Cancellation(FIRST, "cancelled by anna", Instant.now()));

            Result result = bench.replies().awaitResult(FIRST, 1);
            assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
            assertThat(result.failure().message()).contains("cancelled by anna");
            await().until(() -> !sleeper.isAlive());
        }
    }

    @Test
    void stopsWorkAtItsTimeout() throws Exception {
        try (WorkerBench bench = bench("sleep 60")) {
            bench.executions().accept(command(FIRST, 1, WORK, Duration.ofMillis(300)));

            Result result = bench.replies().awaitResult(FIRST, 1);
            assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(result.failure().code()).isEqualTo(FailureCode.TIMED_OUT);
        }
    }

    @Test
    void beatsForQueuedWorkToo() throws Exception {
        try (WorkerBench bench = bench("sleep 60")) {
            for (int step = 1; step <= 3; step++) {
                bench.executions().accept(command(ExecutionId.parse("deployment-1/step-" + step + "/do/1"), 1, WORK));
            }

            ExecutionId queued = ExecutionId.parse("deployment-1/step-3/do/1");
            await().until(() -> bench.replies().beats(queued).size() > 2);
            assertThat(bench.replies().beats(queued)).extracting(Beat::state).containsOnly(Beat.State.QUEUED);
        }
    }

    @Test
    void aSuccessorEndsWhatItsPredecessorLeftRunning() throws Exception {
        WorkerBench bench = bench(sleepAndTell());
        bench.executions().accept(command(FIRST, 1, WORK));
        ProcessHandle sleeper = awaitSleeper();

        try (WorkerBench successor = bench.comeBackBefore("finished", directory.resolve("successor"))) {
            assertThat(successor.replies().awaitResult(FIRST, 1).outcome()).isEqualTo(Outcome.SUCCEEDED);
            await().until(() -> !sleeper.isAlive());
        } finally {
            bench.close();
        }
    }

    @Test
    void quiesceCancelsAndProvesThatNothingRuns() throws Exception {
        List<Executions> late = new ArrayList<>();
        QuiesceHandler quiesce = new QuiesceHandler(() -> late.get(0), Clock.systemUTC());
        try (WorkerBench bench = new WorkerBench(
                directory.resolve("journal"),
                Environments.environment().build(),
                List.of(handler(sleepAndTell()), quiesce))) {
            late.add(bench.executions());
            bench.executions().accept(command(FIRST, 1, WORK));
            ProcessHandle sleeper = awaitSleeper();
            ExecutionId quiescing = ExecutionId.parse("deployment-1/quiesce-rollout/undo/1");

            bench.executions().accept(command(quiescing, 1, new QuiesceWork(List.of(FIRST))));

            assertThat(bench.replies().awaitResult(quiescing, 1).outcome()).isEqualTo(Outcome.SUCCEEDED);
            assertThat(sleeper.isAlive()).isFalse();
            assertThat(bench.replies().awaitResult(FIRST, 1).outcome()).isEqualTo(Outcome.CANCELLED);
        }
    }

    @Test
    void dropsALastLineThatACrashHasTorn() throws Exception {
        JournalFixture.writeBegun(directory.resolve("torn"), command(FIRST, 1, WORK));
        Path file = directory.resolve("torn/journal.jsonl");
        Files.writeString(file, Files.readString(file) + "{\"entry\":\"finis");

        try (WorkerBench bench = new WorkerBench(
                directory.resolve("torn"), Environments.environment().build(), List.of(handler("true")))) {
            assertThat(bench.replies().awaitResult(FIRST, 1).outcome()).isEqualTo(Outcome.NOT_DONE);
        }
    }

    private WorkerBench bench(String script) throws Exception {
        return new WorkerBench(
                directory.resolve("journal"), Environments.environment().build(), List.of(handler(script)));
    }

    private FileHandler handler(String script) {
        return new FileHandler(directory.resolve("effects"), new SupervisedProcesses(Duration.ofSeconds(1)), script);
    }

    private String sleepAndTell() {
        return "echo $$ > " + directory.resolve("pid.next") + "; mv " + directory.resolve("pid.next") + " "
                + directory.resolve("pid") + "; exec sleep 60";
    }

    private ProcessHandle awaitSleeper() throws Exception {
        await().until(() -> Files.exists(directory.resolve("pid")));
        return ProcessHandle.of(Long.parseLong(
                        Files.readString(directory.resolve("pid")).strip()))
                .orElseThrow();
    }
}
