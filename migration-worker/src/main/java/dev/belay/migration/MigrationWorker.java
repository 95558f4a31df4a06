package dev.belay.migration;

import dev.belay.worker.WorkerService;
import java.util.List;

/** The migration worker as a process of its own. */
public final class MigrationWorker {
    private MigrationWorker() {}

    public static void main(String... args) {
        WorkerService.start(List.of(MigrationWorkerConfiguration.class), args);
    }
}
