package dev.belay.backup.taking;

import dev.belay.backup.catalogue.DatabaseContents;
import dev.belay.backup.counting.ContentsReader;
import dev.belay.backup.postgres.DatabaseSession;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Counts a snapshot while the dump runs; it ends with its session. */
final class SnapshotCount {
    private final FutureTask<DatabaseContents> task;

    private SnapshotCount(FutureTask<DatabaseContents> task) {
        this.task = task;
    }

    static SnapshotCount begin(DatabaseSession session) {
        FutureTask<DatabaseContents> task = new FutureTask<>(() -> ContentsReader.count(session));
        Thread thread = new Thread(task, "snapshot-count");
        thread.setDaemon(true);
        thread.start();
        return new SnapshotCount(task);
    }

    DatabaseContents await() throws InterruptedException, SQLException {
        try {
            return task.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof SQLException error) {
                throw error;
            }
            throw new IllegalStateException("The rows could not be counted", failed.getCause());
        }
    }
}
