package dev.belay.orchestrator.api;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.manifest.Capability;
import dev.belay.contracts.manifest.Manifest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An environment as its workers have published it.
 *
 * @param digest of the environment file; absent where the workers differ
 * @param problems why a release would be refused now
 * @param busyWith the deployment that holds it, absent where it is free
 */
record EnvironmentView(
        String name,
        @Nullable String pool,
        @Nullable String digest,
        Abilities abilities,
        List<Worker> workers,
        List<String> problems,
        @Nullable DeploymentId busyWith) {

    /** What plans may use there. */
    record Abilities(
            List<Manifest.Task> tasks,
            @Nullable String migrationTool,
            Set<String> features,
            Set<String> httpAddresses,
            Set<String> probes,
            Set<String> logs) {}

    /**
     * What one kind of worker has published.
     *
     * @param capabilities what it has found, when it published this, of what steps need
     */
    record Worker(
            WorkerKind worker,
            String pool,
            String digest,
            Instant publishedAt,
            List<Capability> capabilities,
            @Nullable String problem) {}

    static EnvironmentView of(String name, List<Manifest> manifests, @Nullable DeploymentId busyWith) {
        Set<String> digests = manifests.stream().map(Manifest::digest).collect(Collectors.toCollection(TreeSet::new));
        return new EnvironmentView(
                name,
                manifests.stream().map(Manifest::pool).findFirst().orElse(null),
                digests.size() == 1 ? digests.iterator().next() : null,
                abilities(manifests),
                manifests.stream()
                        .sorted(Comparator.comparing(Manifest::worker))
                        .map(EnvironmentView::worker)
                        .toList(),
                problems(manifests, digests),
                busyWith);
    }

    private static Abilities abilities(List<Manifest> manifests) {
        List<Manifest.Abilities> all =
                manifests.stream().map(Manifest::abilities).toList();
        return new Abilities(
                all.stream()
                        .flatMap(abilities -> abilities.tasks().stream())
                        .distinct()
                        .sorted(Comparator.comparing(Manifest.Task::name))
                        .toList(),
                all.stream()
                        .map(Manifest.Abilities::migrationTool)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                names(all, Manifest.Abilities::features),
                names(all, Manifest.Abilities::httpAddresses),
                names(all, Manifest.Abilities::probes),
                names(all, Manifest.Abilities::logs));
    }

    private static Set<String> names(List<Manifest.Abilities> all, Function<Manifest.Abilities, Set<String>> kind) {
        return all.stream()
                .flatMap(abilities -> kind.apply(abilities).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Worker worker(Manifest manifest) {
        return new Worker(
                manifest.worker(),
                manifest.pool(),
                manifest.digest(),
                manifest.publishedAt(),
                manifest.abilities().capabilities(),
                manifest.problem());
    }

    private static List<String> problems(List<Manifest> manifests, Set<String> digests) {
        Stream<String> own = manifests.stream()
                .filter(manifest -> manifest.problem() != null)
                .map(manifest -> "Worker \"" + manifest.worker().label() + "\": " + manifest.problem())
                .distinct();
        Stream<String> differing = digests.size() < 2
                ? Stream.of()
                : Stream.of("The workers have read " + digests.size() + " different environment files; expected one."
                        + " Bring the file to the same state everywhere.");
        Set<String> pools = manifests.stream()
                .filter(manifest -> manifest.problem() == null)
                .map(Manifest::pool)
                .collect(Collectors.toCollection(TreeSet::new));
        Stream<String> severalPools = pools.size() < 2
                ? Stream.of()
                : Stream.of("Workers of several pools know it: " + String.join(", ", pools) + "; expected one.");
        return Stream.of(own, differing, severalPools)
                .flatMap(problems -> problems)
                .toList();
    }
}
