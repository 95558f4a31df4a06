package dev.belay.backup;

import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.Progress;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.testing.HandlerExecution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An execution in a process that may be killed: what it notes stands in a file, as in a journal. */
public final class NotingExecution implements Execution {
    private final HandlerExecution execution;
    private final Path notes;

    public NotingExecution(HandlerExecution execution, Path notes) {
        this.execution = execution;
        this.notes = notes;
    }

    /** Gives a successor what a killed execution had noted. */
    public static HandlerExecution restore(HandlerExecution successor, Path notes) throws IOException {
        List<String> lines = Files.exists(notes) ? Files.readAllLines(notes) : List.of();
        for (String line : lines) {
            String[] keyAndValue = line.split("=", 2);
            successor.note(keyAndValue[0], keyAndValue[1]);
        }
        return successor;
    }

    @Override
    public void note(String key, String value) {
        try {
            Files.writeString(notes, key + "=" + value + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        execution.note(key, value);
    }

    @Override
    public ExecutionId id() {
        return execution.id();
    }

    @Override
    public int lease() {
        return execution.lease();
    }

    @Override
    public Environment environment() {
        return execution.environment();
    }

    @Override
    public void progress(Progress progress) {
        execution.progress(progress);
    }

    @Override
    public Optional<String> noted(String key) {
        return execution.noted(key);
    }

    @Override
    public void noteProcess(long pid) {
        execution.noteProcess(pid);
    }

    @Override
    public void countDatabaseSessions(int opened) {
        execution.countDatabaseSessions(opened);
    }

    @Override
    public void databaseSessionsUnknown() {
        execution.databaseSessionsUnknown();
    }

    @Override
    public boolean cancelled() {
        return execution.cancelled();
    }

    @Override
    public Duration timeLeft() {
        return execution.timeLeft();
    }

    @Override
    public Registration onCancel(Runnable action) {
        return execution.onCancel(action);
    }
}
