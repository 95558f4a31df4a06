package dev.belay.orchestrator.deployment;

import dev.belay.contracts.Manifest;
import java.util.List;
import java.util.Set;

/** What the workers have published of their environments. */
public interface Manifests {
    /** One manifest for each kind of worker that knows the environment. */
    List<Manifest> ofEnvironment(String name);

    Set<String> environments();
}
