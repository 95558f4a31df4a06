package dev.belay.migration;

import dev.belay.contracts.outcome.Progress;
import dev.belay.migration.session.Blocker;
import dev.belay.migration.tool.MigrationListener;
import dev.belay.worker.execution.Execution;
import java.util.List;
import java.util.OptionalLong;

/** Tells people which migration is at work, and for whom it waits. */
final class MigrationProgress implements MigrationListener {
    private final Execution execution;
    private final long total;
    private long done;
    private String current;

    MigrationProgress(Execution execution, long total, String message) {
        this.execution = execution;
        this.total = total;
        this.current = message;
        tell(message);
    }

    @Override
    public synchronized void begins(String file) {
        current = file;
        tell(file);
    }

    @Override
    public synchronized void counted(long counted, OptionalLong ofAll) {
        execution.progress(new Progress(counted, ofAll.isPresent() ? ofAll.getAsLong() : null, "items", current));
    }

    @Override
    public synchronized void applied(String file) {
        done++;
        tell(file);
    }

    synchronized void waiting(List<Blocker> blockers) {
        tell(current + " waits for a lock of " + blockers.get(0).describe());
    }

    private void tell(String message) {
        execution.progress(new Progress(done, total, "migrations", message));
    }
}
