package dev.belay.worker.environment;

import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.manifest.Capability;
import dev.belay.contracts.manifest.Manifest;
import dev.belay.worker.environment.settings.DatabaseSettings;
import dev.belay.worker.environment.settings.RolloutSettings;
import dev.belay.worker.environment.settings.TaskSettings;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Says of an environment what may leave the worker: names and abilities, no secret and no command. */
public final class ManifestBuilder {
    private final WorkerKind worker;
    private final String pool;
    private final Clock clock;

    /** @param pool the worker's own, for files that are too broken to tell theirs */
    public ManifestBuilder(WorkerKind worker, String pool, Clock clock) {
        this.worker = worker;
        this.pool = pool;
        this.clock = clock;
    }

    public Manifest build(EnvironmentReading reading) {
        return build(reading, List.of());
    }

    /** @param capabilities what was found of what steps need, without secrets */
    public Manifest build(EnvironmentReading reading, List<Capability> capabilities) {
        if (reading instanceof EnvironmentReading.Usable usable) {
            return manifest(
                    reading, abilities(usable.environment()).with(capabilities).at(Place.here()), null);
        }
        return manifest(reading, Manifest.Abilities.NONE, ((EnvironmentReading.Broken) reading).problem());
    }

    private Manifest manifest(EnvironmentReading reading, Manifest.Abilities abilities, @Nullable String problem) {
        return new Manifest(
                reading.name(),
                reading.pool().orElse(pool),
                worker,
                reading.digest(),
                clock.instant(),
                abilities,
                problem);
    }

    private static Manifest.Abilities abilities(Environment environment) {
        List<Manifest.Task> tasks = environment.tasks().values().stream()
                .sorted(Comparator.comparing(TaskSettings::name))
                .map(task -> new Manifest.Task(
                        task.name(),
                        task.changes(),
                        task.dryRun().isPresent(),
                        task.undo().orElse(null),
                        Substitutions.argumentsOf(task)))
                .toList();
        Environment.Parts parts = environment.parts();
        String tool = parts.migrations()
                .map(migrations -> migrations.tool().name().toLowerCase(Locale.ROOT))
                .orElse(null);
        return new Manifest.Abilities(
                tasks,
                features(parts),
                parts.http().keySet(),
                parts.observed().probes().keySet(),
                parts.observed().logs().keySet(),
                parts.backups().map(backups -> backups.places().keySet()).orElse(Set.of()),
                tool,
                List.of(),
                null);
    }

    private static Set<String> features(Environment.Parts parts) {
        Set<String> features = new TreeSet<>();
        add(features, "database", parts.database());
        add(features, "database.limits.diskFree", parts.database().flatMap(DatabaseSettings::diskFree));
        add(features, "scratch", parts.scratch());
        add(
                features,
                "scratch.local",
                parts.scratch().filter(scratch -> scratch.server().isEmpty()));
        add(features, "backups", parts.backups());
        add(features, "rollout", parts.rollout());
        add(features, "rollout.changes", parts.rollout().flatMap(RolloutSettings::changes));
        add(features, "maintenance", parts.maintenance());
        add(features, "migrations", parts.migrations());
        add(features, "prometheus", parts.observed().prometheus());
        return features;
    }

    private static void add(Set<String> features, String word, Optional<?> section) {
        if (section.isPresent()) {
            features.add(word);
        }
    }
}
