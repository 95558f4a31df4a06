package dev.belay.worker.testing;

import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.message.Command;
import dev.belay.contracts.message.Deadline;
import dev.belay.contracts.work.Work;
import dev.belay.messaging.trace.Traces;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.runtime.ExecutionLimits;
import dev.belay.worker.runtime.Executions;
import dev.belay.worker.runtime.Handlers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A worker's executions over a directory, without Kafka, for tests; it can crash and come back. */
public final class WorkerBench implements AutoCloseable {
    public static final ExecutionLimits LIMITS = new ExecutionLimits(2, Duration.ofMillis(100), Duration.ofDays(30));

    private final Path directory;
    private final Environment environment;
    private final List<? extends Handler<?>> handlers;
    private final ExecutionLimits limits;
    private final RecordedReplies replies = new RecordedReplies();
    private final Executions executions;

    public WorkerBench(Path directory, Environment environment, List<? extends Handler<?>> handlers)
            throws IOException {
        this(directory, environment, handlers, LIMITS);
    }

    public WorkerBench(
            Path directory, Environment environment, List<? extends Handler<?>> handlers, ExecutionLimits limits)
            throws IOException {
        this.limits = limits;
        this.directory = directory;
        this.environment = environment;
        this.handlers = handlers;
        this.executions = new Executions(
                "worker@test",
                directory,
                new Handlers(handlers),
                name -> environment,
                replies,
                Traces.none(),
                Clock.systemUTC(),
                limits);
        executions.recover();
    }

    public static Command command(ExecutionId execution, int lease, Work work) {
        return command(execution, lease, work, Duration.ofMinutes(5));
    }

    public static Command command(ExecutionId execution, int lease, Work work, Duration timeout) {
        return new Command(
                execution,
                lease,
                "token-" + lease,
                "test-production",
                new Deadline(Instant.now().plusSeconds(60), timeout),
                work,
                null,
                null,
                "");
    }

    public Executions executions() {
        return executions;
    }

    public RecordedReplies replies() {
        return replies;
    }

    /** The worker that finds the journal as it stood when the given line, and all that follow it, were not yet there. */
    public WorkerBench comeBackBefore(String entry, Path freshDirectory) throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve("journal.jsonl"));
        int cut = 0;
        while (cut < lines.size() && !lines.get(cut).contains("\"entry\":\"" + entry + "\"")) {
            cut++;
        }
        Files.createDirectories(freshDirectory);
        Files.write(freshDirectory.resolve("journal.jsonl"), lines.subList(0, cut));
        return new WorkerBench(freshDirectory, environment, handlers, limits);
    }

    @Override
    public void close() throws IOException {
        executions.close();
    }
}
