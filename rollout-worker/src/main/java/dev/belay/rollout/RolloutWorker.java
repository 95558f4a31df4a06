package dev.belay.rollout;

import dev.belay.worker.WorkerService;
import java.util.List;

/** The rollout worker as a process of its own. */
public final class RolloutWorker {
    private RolloutWorker() {}

    public static void main(String... args) {
        WorkerService.start(List.of(RolloutWorkerConfiguration.class), args);
    }
}
