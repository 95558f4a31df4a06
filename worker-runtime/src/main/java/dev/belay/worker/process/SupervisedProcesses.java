package dev.belay.worker.process;

import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.execution.ProcessOwner;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.redaction.Redactor;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs every program under a small supervisor in a session of its own.
 *
 * <p>The supervisor reads a pipe from this process. When the pipe closes, because the work was cancelled or because
 * this process is gone, or stays silent because this process is frozen, it sends TERM to the whole group and, after a
 * grace period, KILL. So by the time that anybody takes a silent worker for gone, its programs are.
 */
public final class SupervisedProcesses implements Processes {
    private static final Duration DRAIN = Duration.ofSeconds(2);

    /** With the grace still less than the time after which the orchestrator takes a worker that does not beat for gone. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private static final int SIGNS_OF_LIFE = 6;

    private final Supervisor supervisor;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();

    /** @param grace between TERM and KILL, in whole seconds */
    public SupervisedProcesses(Duration grace) {
        this(grace, SILENCE);
    }

    /** @param silence of this process after which its programs are ended, in whole seconds */
    public SupervisedProcesses(Duration grace, Duration silence) {
        this.supervisor = new Supervisor(grace, silence);
        long every = silence.toMillis() / SIGNS_OF_LIFE;
        Executors.newSingleThreadScheduledExecutor(SupervisedProcesses::daemon)
                .scheduleWithFixedDelay(() -> running.forEach(Supervisor::alive), every, every, TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "signs-of-life");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public ProcessResult run(ProcessRequest request, ProcessOwner owner) throws InterruptedException {
        try {
            return start(request, owner, null);
        } catch (IOException broken) {
            throw missing(request, broken);
        }
    }

    @Override
    public ProcessResult stream(ProcessRequest request, ProcessOwner owner, OutputConsumer consumer)
            throws InterruptedException, IOException {
        return start(request, owner, consumer);
    }

    private ProcessResult start(ProcessRequest request, ProcessOwner owner, @Nullable OutputConsumer consumer)
            throws InterruptedException, IOException {
        Programs.require(request.command().get(0), request.directory());
        if (owner.cancelled()) {
            throw new InterruptedException(
                    "cancelled before " + request.command().get(0) + " was started");
        }
        ProcessBuilder builder = supervisor.command(request).redirectErrorStream(consumer == null);
        request.directory().ifPresent(directory -> builder.directory(directory.toFile()));
        builder.environment().putAll(request.environment());
        builder.environment().put("BELAY_EXECUTION", owner.id().text());
        Process process = builder.start();
        running.add(process);
        owner.noteProcess(process.pid());
        try (ProcessOwner.Registration ignored = owner.onCancel(() -> Supervisor.end(process))) {
            return await(process, request, owner, consumer);
        } finally {
            running.remove(process);
            Supervisor.end(process);
        }
    }

    private ProcessResult await(
            Process process, ProcessRequest request, ProcessOwner owner, @Nullable OutputConsumer consumer)
            throws InterruptedException, IOException {
        Redactor redactor = Redactor.of(owner.environment().secrets());
        OutputTail tail = new OutputTail();
        InputStream lines = consumer == null ? process.getInputStream() : process.getErrorStream();
        Thread reader = new Thread(() -> readLines(lines, request, redactor, tail), "output-" + process.pid());
        reader.setDaemon(true);
        reader.start();
        if (consumer != null) {
            try {
                consumer.read(process.getInputStream());
            } catch (IOException | RuntimeException broken) {
                Supervisor.end(process);
                if (!owner.cancelled()) {
                    throw broken;
                }
            }
        }
        int exitCode = waitFor(process);
        reader.join(DRAIN.toMillis());
        if (owner.cancelled()) {
            throw new InterruptedException(request.command().get(0) + " was ended because its execution was cancelled");
        }
        return new ProcessResult(exitCode, tail.text());
    }

    /** Waits even when interrupted: an execution must not end before its process group has. */
    private static int waitFor(Process process) throws InterruptedException {
        try {
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            Supervisor.end(process);
            process.waitFor(1, TimeUnit.MINUTES);
            throw interrupted;
        }
    }

    private static void readLines(InputStream lines, ProcessRequest request, Redactor redactor, OutputTail tail) {
        try {
            LineReader.readLines(lines, line -> {
                String redacted = redactor.redact(line);
                tail.add(redacted);
                request.line().accept(redacted);
            });
        } catch (IOException closed) {
            tail.add("[the output ended here: " + closed.getMessage() + "]");
        }
    }

    private static WorkFailed missing(ProcessRequest request, IOException broken) {
        List<String> command = new ArrayList<>(request.command());
        return new WorkFailed(
                FailureCode.PROCESS_FAILED,
                "The program \"" + command.get(0) + "\" could not be started: " + broken.getMessage() + ".",
                "Check that it is executable by the worker's user.");
    }
}
