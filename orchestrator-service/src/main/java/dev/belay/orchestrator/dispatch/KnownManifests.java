package dev.belay.orchestrator.dispatch;

import dev.belay.contracts.Manifest;
import dev.belay.contracts.WorkerKind;
import dev.belay.orchestrator.deployment.Manifests;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the workers have published of their environments, as the compacted topic tells it from its beginning. */
final class KnownManifests implements Manifests {
    private final Map<String, Map<WorkerKind, Manifest>> byEnvironment = new TreeMap<>();

    synchronized void keep(Manifest manifest) {
        byEnvironment
                .computeIfAbsent(manifest.environment(), name -> new EnumMap<>(WorkerKind.class))
                .put(manifest.worker(), manifest);
    }

    synchronized List<Manifest> all() {
        List<Manifest> all = new ArrayList<>();
        byEnvironment.values().forEach(manifests -> all.addAll(manifests.values()));
        return all;
    }

    @Override
    public synchronized List<Manifest> ofEnvironment(String name) {
        return List.copyOf(byEnvironment.getOrDefault(name, Map.of()).values());
    }

    @Override
    public synchronized Set<String> environments() {
        return new TreeSet<>(byEnvironment.keySet());
    }
}
