package dev.belay.worker;

import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.manifest.Capability;
import dev.belay.contracts.manifest.Manifest;
import dev.belay.contracts.manifest.ManifestRemoval;
import dev.belay.worker.capability.CapabilitySource;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.EnvironmentReading;
import dev.belay.worker.environment.ManifestBuilder;
import dev.belay.worker.redaction.Redactor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what the orchestrator may know of each environment: at the start, after every change, and regularly, since
 * rights and programs change without a change of the file. What was lacking is looked for more often. That a file is
 * gone is published too.
 */
final class ManifestPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ManifestPublisher.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final WorkerKind kind;
    private final Surroundings surroundings;
    private final List<CapabilitySource> sources;
    private final ManifestBuilder builder;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, Published> published = new HashMap<>();

    ManifestPublisher(WorkerKind kind, List<CapabilitySource> sources, Surroundings surroundings) {
        this.kind = kind;
        this.sources =
                sources.stream().filter(source -> source.worker() == kind).toList();
        this.surroundings = surroundings;
        this.builder = new ManifestBuilder(kind, surroundings.properties().pool(), surroundings.clock());
    }

    /** @param environment absent where its file cannot be used */
    private record Published(@Nullable Environment environment, Manifest manifest, Instant lookedAt) {
        boolean isOf(EnvironmentReading reading) {
            return reading instanceof EnvironmentReading.Usable usable
                    && usable.environment().equals(environment);
        }

        boolean lacksSomething() {
            return manifest.abilities().capabilities().stream()
                    .anyMatch(capability -> capability.standing() != Capability.Standing.HAS);
        }
    }

    /** @param directory the worker's own, which it has to itself by now */
    void start(Path directory) {
        PublishedEnvironments known = PublishedEnvironments.in(directory);
        surroundings.environments().onChange(readings -> executor.execute(() -> publish(known)));
        long pause = surroundings.properties().lookAgain().toMillis();
        executor.scheduleWithFixedDelay(() -> publish(known), 0, pause, TimeUnit.MILLISECONDS);
    }

    private void publish(PublishedEnvironments known) {
        List<EnvironmentReading> readings = surroundings.environments().all();
        try {
            withdraw(readings, known);
            for (EnvironmentReading reading : readings) {
                publish(reading, known);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException unreachable) {
            LOG.warn("The manifests could not be published and will be again: {}", unreachable.getMessage());
            executor.schedule(() -> publish(known), PAUSE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** Forgotten once the broker has it: what is told twice does no harm. */
    private void withdraw(List<EnvironmentReading> readings, PublishedEnvironments known) {
        Set<String> there = readings.stream().map(EnvironmentReading::name).collect(Collectors.toSet());
        for (String gone : known.missing(there)) {
            send(
                    gone,
                    new ManifestRemoval(
                            gone,
                            surroundings.properties().pool(),
                            kind,
                            surroundings.clock().instant()));
            LOG.info("The file of environment \"{}\" is gone: no deployment can be started on it any more", gone);
            published.remove(gone);
            known.remove(gone);
        }
    }

    /** Under one key for each worker of each pool, so that in the compacted topic none displaces another's. */
    private void send(String environment, Object contract) {
        String key = environment + "/" + surroundings.properties().pool() + "/" + kind.label();
        surroundings.sender().send("manifests-out-0", key, contract);
    }

    private void publish(EnvironmentReading reading, PublishedEnvironments known) throws InterruptedException {
        Published last = published.get(reading.name());
        Instant now = surroundings.clock().instant();
        if (last != null && last.isOf(reading) && now.isBefore(due(last))) {
            return;
        }
        Manifest manifest = builder.build(reading, capabilities(reading, last));
        if (last == null || !same(manifest, last.manifest()) || !now.isBefore(old(last))) {
            known.add(manifest.environment());
            send(manifest.environment(), manifest);
        } else {
            manifest = last.manifest();
        }
        Environment environment = reading instanceof EnvironmentReading.Usable usable ? usable.environment() : null;
        published.put(reading.name(), new Published(environment, manifest, now));
    }

    private Instant due(Published last) {
        return last.lookedAt()
                .plus(
                        last.lacksSomething()
                                ? surroundings.properties().lookAgain()
                                : surroundings.properties().lookEvery());
    }

    private Instant old(Published last) {
        return last.manifest().publishedAt().plus(surroundings.properties().lookEvery());
    }

    private static boolean same(Manifest one, Manifest other) {
        return one.digest().equals(other.digest())
                && one.pool().equals(other.pool())
                && one.abilities().equals(other.abilities())
                && Objects.equals(one.problem(), other.problem());
    }

    /** What a look finds may quote what the server says of a user whose name is a reference. */
    private List<Capability> capabilities(EnvironmentReading reading, @Nullable Published last)
            throws InterruptedException {
        if (!(reading instanceof EnvironmentReading.Usable usable)) {
            return List.of();
        }
        List<Capability> before =
                last != null && last.isOf(reading) ? last.manifest().abilities().capabilities() : List.of();
        Redactor redactor = Redactor.of(usable.environment().secrets());
        List<Capability> found = new ArrayList<>();
        for (CapabilitySource source : sources) {
            for (Capability one : source.look(usable.environment(), before)) {
                found.add(new Capability(
                        one.name(),
                        one.need(),
                        one.standing(),
                        redactor.redact(one.found()),
                        redactor.redact(one.mend())));
            }
        }
        return found;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
