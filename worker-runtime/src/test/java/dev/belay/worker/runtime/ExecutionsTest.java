package dev.belay.worker.runtime;

import static dev.belay.worker.testing.WorkerBench.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.MaintenanceWork;
import dev.belay.contracts.work.QuiesceWork;
import dev.belay.worker.process.SupervisedProcesses;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.WorkerBench;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
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

            bench.executions().accept(command(quiescing, 1, new QuiesceWork(List.of(FIRST), null)));

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
