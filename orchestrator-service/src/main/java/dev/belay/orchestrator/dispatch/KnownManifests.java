package dev.belay.orchestrator.dispatch;

import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.manifest.Manifest;
import dev.belay.contracts.manifest.ManifestRemoval;
import dev.belay.orchestrator.deployment.Manifests;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the workers have published of their environments, as the compacted topic tells it from its beginning. */
final class KnownManifests implements Manifests {
    private final Map<String, Map<Publisher, Word>> byEnvironment = new TreeMap<>();

    /** The same environment may be known to several, and what one says takes nothing from another. */
    private record Publisher(String pool, WorkerKind worker) {}

    /** A publisher's last word: one of the two. */
    private record Word(
            @Nullable Manifest manifest, @Nullable ManifestRemoval removal) {}

    synchronized void keep(Manifest manifest) {
        words(manifest.environment()).put(new Publisher(manifest.pool(), manifest.worker()), new Word(manifest, null));
    }

    synchronized void remove(ManifestRemoval removal) {
        words(removal.environment()).put(new Publisher(removal.pool(), removal.worker()), new Word(null, removal));
    }

    private Map<Publisher, Word> words(String environment) {
        return byEnvironment.computeIfAbsent(environment, name -> new HashMap<>());
    }

    @Override
    public synchronized List<Manifest> ofEnvironment(String name) {
        return said(name)
                .flatMap(word -> Stream.ofNullable(word.manifest()))
                .sorted(Comparator.comparing(Manifest::worker).thenComparing(Manifest::pool))
                .toList();
    }

    @Override
    public synchronized Set<String> environments() {
        Set<String> names = new TreeSet<>(byEnvironment.keySet());
        names.removeIf(name -> said(name).allMatch(word -> word.manifest() == null));
        return names;
    }

    @Override
    public synchronized Optional<ManifestRemoval> lastRemoval(String name) {
        return said(name)
                .flatMap(word -> Stream.ofNullable(word.removal()))
                .max(Comparator.comparing(ManifestRemoval::removedAt));
    }

    private Stream<Word> said(String environment) {
        return byEnvironment.getOrDefault(environment, Map.of()).values().stream();
    }
}
