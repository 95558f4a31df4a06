package dev.belay.orchestrator.launch;

import dev.belay.contracts.manifest.Manifest;
import dev.belay.orchestrator.deployment.Manifests;
import dev.belay.orchestrator.workflow.request.Target;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Environments as their workers describe them now. */
final class Targets {
    private final Manifests manifests;

    Targets(Manifests manifests) {
        this.manifests = manifests;
    }

    Target of(String environment) {
        List<Manifest> published = manifests.ofEnvironment(environment);
        Set<String> features = new TreeSet<>();
        published.forEach(manifest -> features.addAll(manifest.abilities().features()));
        String pool = published.stream().map(Manifest::pool).findFirst().orElse("default");
        List<Manifest.Task> tasks = published.stream()
                .map(manifest -> manifest.abilities().tasks())
                .filter(list -> !list.isEmpty())
                .findFirst()
                .orElse(List.of());
        return new Target(environment, pool, tasks, features);
    }
}
