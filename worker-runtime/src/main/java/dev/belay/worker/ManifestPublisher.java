package dev.belay.worker;

import dev.belay.contracts.Manifest;
import dev.belay.contracts.WorkerKind;
import dev.belay.worker.environment.EnvironmentReading;
import dev.belay.worker.environment.ManifestBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes what the orchestrator may know of each environment, at the start and after every change. */
final class ManifestPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ManifestPublisher.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final WorkerKind kind;
    private final Surroundings surroundings;
    private final ManifestBuilder builder;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, String> published = new HashMap<>();

    ManifestPublisher(WorkerKind kind, Surroundings surroundings) {
        this.kind = kind;
        this.surroundings = surroundings;
        this.builder = new ManifestBuilder(kind, surroundings.properties().pool(), surroundings.clock());
    }

    void start() {
        surroundings.environments().onChange(readings -> executor.execute(() -> publish(readings)));
        executor.execute(() -> publish(surroundings.environments().all()));
    }

    private void publish(List<EnvironmentReading> readings) {
        try {
            for (EnvironmentReading reading : readings) {
                Manifest manifest = builder.build(reading);
                String content = manifest.digest() + manifest.problem() + manifest.abilities();
                if (!content.equals(published.get(manifest.environment()))) {
                    surroundings
                            .sender()
                            .send("manifests-out-0", manifest.environment() + "/" + kind.label(), manifest);
                    published.put(manifest.environment(), content);
                }
            }
        } catch (RuntimeException unreachable) {
            LOG.warn("The manifests could not be published and will be again: {}", unreachable.getMessage());
            executor.schedule(() -> publish(surroundings.environments().all()), PAUSE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
