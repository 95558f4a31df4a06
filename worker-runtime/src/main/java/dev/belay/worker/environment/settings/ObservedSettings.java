package dev.belay.worker.environment.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What checks and watches look at by name.
 *
 * @param prometheus where metrics are asked for, absent where there is none
 */
public record ObservedSettings(
        Map<String, ProbeSettings> probes, Map<String, Path> logs, Optional<HttpAddress> prometheus) {
    public static final ObservedSettings NOTHING = new ObservedSettings(Map.of(), Map.of(), Optional.empty());

    public ObservedSettings {
        probes = Map.copyOf(probes);
        logs = Map.copyOf(logs);
    }

    /** Nothing of the content, since a reference may have filled in any of it. */
    @Override
    public String toString() {
        return "ObservedSettings";
    }
}
