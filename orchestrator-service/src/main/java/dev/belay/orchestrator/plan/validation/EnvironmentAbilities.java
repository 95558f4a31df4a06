package dev.belay.orchestrator.plan.validation;

import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.manifest.Capability;
import dev.belay.contracts.manifest.Manifest;
import dev.belay.contracts.manifest.ManifestRemoval;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is known of an environment from what its workers have published.
 *
 * @param manifests the newest one of each kind of worker; empty where the environment is not known
 * @param pools those whose workers have published it with a valid file
 * @param known the names of all environments
 * @param removal the newest word of a worker that it no longer has the environment's file
 */
public record EnvironmentAbilities(
        String environment,
        Map<WorkerKind, Manifest> manifests,
        Set<String> pools,
        Set<String> known,
        Optional<ManifestRemoval> removal) {
    public EnvironmentAbilities {
        manifests = Map.copyOf(manifests);
        pools = Set.copyOf(pools);
        known = Set.copyOf(known);
    }

    /** Takes what concerns the environment out of everything that workers have published. */
    public static EnvironmentAbilities of(String environment, Collection<Manifest> published) {
        return of(environment, published, Optional.empty());
    }

    /** @param removal the newest word of a worker that it no longer has the environment's file */
    public static EnvironmentAbilities of(
            String environment, Collection<Manifest> published, Optional<ManifestRemoval> removal) {
        Map<WorkerKind, Manifest> newest = new TreeMap<>();
        published.stream()
                .filter(manifest -> manifest.environment().equals(environment))
                .sorted(Comparator.comparing(Manifest::publishedAt))
                .forEach(manifest -> newest.put(manifest.worker(), manifest));
        Set<String> known = published.stream().map(Manifest::environment).collect(Collectors.toSet());
        Set<String> pools = published.stream()
                .filter(manifest -> manifest.environment().equals(environment) && manifest.problem() == null)
                .map(Manifest::pool)
                .collect(Collectors.toSet());
        return new EnvironmentAbilities(environment, newest, pools, known, removal);
    }

    Optional<Manifest> findManifest(WorkerKind worker) {
        return Optional.ofNullable(manifests.get(worker));
    }

    /** As the worker has found it; empty where it has not looked for it. */
    Optional<Capability> findCapability(WorkerKind worker, String name) {
        return findManifest(worker).stream()
                .flatMap(manifest -> manifest.abilities().capabilities().stream())
                .filter(capability -> capability.name().equals(name))
                .findFirst();
    }

    /** The environment file's problems, each once. */
    List<String> problems() {
        return manifests.values().stream()
                .flatMap(manifest -> Optional.ofNullable(manifest.problem()).stream())
                .distinct()
                .sorted()
                .toList();
    }

    boolean has(Feature feature) {
        return manifests.values().stream()
                .anyMatch(manifest -> feature == Feature.MIGRATIONS
                        ? manifest.abilities().migrationTool() != null
                        : manifest.abilities().features().contains(feature.word()));
    }

    /** The migration tool that the environment names. */
    Optional<String> migrationTool() {
        return manifests.values().stream()
                .flatMap(manifest -> Optional.ofNullable(manifest.abilities().migrationTool()).stream())
                .findFirst();
    }

    Set<String> httpAddresses() {
        return names(Manifest.Abilities::httpAddresses);
    }

    Set<String> probes() {
        return names(Manifest.Abilities::probes);
    }

    Set<String> logs() {
        return names(Manifest.Abilities::logs);
    }

    Set<String> backupPlaces() {
        return names(Manifest.Abilities::backupPlaces);
    }

    private Set<String> names(Function<Manifest.Abilities, Set<String>> kind) {
        return manifests.values().stream()
                .flatMap(manifest -> kind.apply(manifest.abilities()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> taskNames() {
        return tasks().keySet();
    }

    Optional<Manifest.Task> findTask(String name) {
        return Optional.ofNullable(tasks().get(name));
    }

    private Map<String, Manifest.Task> tasks() {
        Map<String, Manifest.Task> tasks = new TreeMap<>();
        manifests
                .values()
                .forEach(manifest -> manifest.abilities().tasks().forEach(task -> tasks.put(task.name(), task)));
        return tasks;
    }
}
