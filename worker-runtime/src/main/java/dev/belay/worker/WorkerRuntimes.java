package dev.belay.worker;

import dev.belay.contracts.WorkerKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/** The workers of this process, started when everything else stands and stopped before anything else falls. */
final class WorkerRuntimes implements SmartLifecycle, HealthIndicator {
    private final Map<WorkerKind, WorkerRuntime> byKind = new EnumMap<>(WorkerKind.class);
    private volatile boolean running;

    WorkerRuntimes(List<WorkerRuntime> runtimes) {
        runtimes.forEach(runtime -> byKind.put(runtime.kind(), runtime));
    }

    WorkerRuntime get(WorkerKind kind) {
        WorkerRuntime runtime = byKind.get(kind);
        if (runtime == null) {
            throw new IllegalStateException("No " + kind.label() + " worker runs in this process");
        }
        return runtime;
    }

    @Override
    public void start() {
        running = true;
        byKind.values().forEach(WorkerRuntime::start);
    }

    @Override
    public void stop() {
        running = false;
        byKind.values().forEach(WorkerRuntime::stop);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    /** UP even on stand-by: a second instance is meant to wait. */
    @Override
    public Health health() {
        Health.Builder health = Health.up();
        byKind.forEach((kind, runtime) -> health.withDetail(kind.label(), runtime.describe()));
        return health.build();
    }
}
