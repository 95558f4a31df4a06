package dev.belay.backup.taking;

import dev.belay.backup.catalogue.DatabaseContents;
import dev.belay.backup.catalogue.DatabaseNeeds;
import dev.belay.backup.counting.ContentsReader;
import dev.belay.backup.counting.NeedsReader;
import dev.belay.backup.postgres.DatabaseLocale;
import dev.belay.backup.postgres.DatabaseSession;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Reads what a manifest says of a snapshot while the dump runs; it ends with its session. */
final class SnapshotReading {
    private final FutureTask<Found> task;

    private SnapshotReading(FutureTask<Found> task) {
        this.task = task;
    }

    /** @param contents without the sequences, which belong to no snapshot */
    record Found(DatabaseLocale locale, DatabaseNeeds needs, DatabaseContents contents) {}

    /** @param database that the session is connected to */
    static SnapshotReading begin(DatabaseSession session, String database) {
        FutureTask<Found> task = new FutureTask<>(() -> new Found(
                DatabaseLocale.read(session, database), NeedsReader.read(session), ContentsReader.count(session)));
        Thread thread = new Thread(task, "snapshot-reading");
        thread.setDaemon(true);
        thread.start();
        return new SnapshotReading(task);
    }

    /** Why the snapshot is gone, where a statement of the reading failed: a dump that reads it fails only after that. */
    Optional<SQLException> refused() {
        if (!task.isDone()) {
            return Optional.empty();
        }
        try {
            task.get();
            return Optional.empty();
        } catch (ExecutionException failed) {
            return failed.getCause() instanceof SQLException error && !isLost(error)
                    ? Optional.of(error)
                    : Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static boolean isLost(SQLException error) {
        String state = String.valueOf(error.getSQLState());
        return state.startsWith("08") || state.startsWith("57P");
    }

    Found await() throws InterruptedException, SQLException {
        try {
            return task.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof SQLException error) {
                throw error;
            }
            throw new IllegalStateException("The snapshot could not be read", failed.getCause());
        }
    }
}
