package dev.belay.backup;

import dev.belay.worker.WorkerService;
import java.util.List;

/** The backup worker as a process of its own. */
public final class BackupWorker {
    private BackupWorker() {}

    public static void main(String... args) {
        WorkerService.start(List.of(BackupWorkerConfiguration.class), args);
    }
}
