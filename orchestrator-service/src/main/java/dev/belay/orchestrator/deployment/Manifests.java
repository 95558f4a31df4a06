package dev.belay.orchestrator.deployment;

import dev.belay.contracts.manifest.Manifest;
import dev.belay.contracts.manifest.ManifestRemoval;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the workers have published of their environments. */
public interface Manifests {
    /** One manifest for each worker that knows the environment: of a kind, and of a pool. */
    List<Manifest> ofEnvironment(String name);

    /** The names of the environments that a worker knows. */
    Set<String> environments();

    /** The newest word of a worker that it no longer has the environment's file; others may still have it. */
    Optional<ManifestRemoval> lastRemoval(String environment);
}
