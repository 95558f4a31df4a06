package dev.belay.worker.execution;

import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.FenceToken;
import dev.belay.contracts.Progress;
import dev.belay.worker.environment.Environment;
import java.time.Duration;
import java.util.Optional;

/** One execution as its handler sees it. */
public interface Execution {
    ExecutionId id();

    /** The lease under which the execution began. */
    int lease();

    Environment environment();

    /** The deployment's turn on the target database; empty where the database is not fenced. */
    Optional<FenceToken> fence();

    /** What every database session of this execution carries as its {@code application_name}. */
    default String sessionName() {
        return "belay/" + id() + "/" + lease();
    }

    /** Tells people how far the work has come; the newest value travels with the next beat. */
    void progress(Progress progress);

    /**
     * Writes a fact that the witness will need to the journal, before the effect begins.
     *
     * @throws java.io.UncheckedIOException when the journal cannot be written; the effect must then not begin
     */
    void note(String key, String value);

    /** A fact noted by this execution, by this process or a predecessor. */
    Optional<String> noted(String key);

    /** Notes a child process, so that a successor can find what this process left running. */
    void noteProcess(long pid);

    /** Counts sessions that this execution has opened on the environment's database. */
    void countDatabaseSessions(int opened);

    /** Says that sessions were opened whose number is not known. */
    void databaseSessionsUnknown();

    /** Whether the work is to stop: cancelled by people, out of time, or the worker is shutting down. */
    boolean cancelled();

    /** Time left of the command's timeout. */
    Duration timeLeft();

    /**
     * Runs an action as soon as the execution is cancelled, or at once where it already is.
     *
     * @return closes without running the action
     */
    Registration onCancel(Runnable action);

    /** An action that can be taken back. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
