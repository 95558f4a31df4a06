package dev.belay.healthcheck;

import dev.belay.worker.WorkerService;
import java.util.List;

/** The healthcheck worker as a process of its own. */
public final class HealthcheckWorker {
    private HealthcheckWorker() {}

    public static void main(String... args) {
        WorkerService.start(List.of(HealthcheckWorkerConfiguration.class), args);
    }
}
