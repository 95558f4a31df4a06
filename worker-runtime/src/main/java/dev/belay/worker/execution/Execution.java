package dev.belay.worker.execution;

import dev.belay.contracts.fence.FenceToken;
import dev.belay.contracts.migration.DatabaseCopy;
import dev.belay.contracts.outcome.Progress;
import java.time.Duration;
import java.util.Optional;

/** One execution as its handler sees it. */
public interface Execution extends ProcessOwner {
    /** The lease under which the execution began. */
    int lease();

    /** The deployment's turn on the target database; empty where the database is not fenced. */
    Optional<FenceToken> fence();

    /** The copy that is worked on instead of the environment's database; empty where that itself is. */
    default Optional<DatabaseCopy> copy() {
        return Optional.empty();
    }

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

    /** Counts sessions that this execution has opened on the environment's database. */
    void countDatabaseSessions(int opened);

    /** Says that sessions were opened whose number is not known. */
    void databaseSessionsUnknown();

    /** Time left of the command's timeout. */
    Duration timeLeft();
}
