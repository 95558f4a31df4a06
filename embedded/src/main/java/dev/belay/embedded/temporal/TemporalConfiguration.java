package dev.belay.embedded.temporal;

import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * Where Temporal keeps its state, and which server is meant.
 *
 * @param directory state, remembered port and lock; created where absent
 * @param namespace the namespace that exists once the server is ready
 * @param port the server's port, or empty for one that is chosen at first start and remembered
 * @param choice which of the two servers to run
 */
public record TemporalConfiguration(Path directory, String namespace, OptionalInt port, ServerChoice choice) {
    public static final String DEFAULT_NAMESPACE = "belay";

    public TemporalConfiguration {
        directory = directory.toAbsolutePath().normalize();
        if (namespace.isBlank()) {
            throw new IllegalArgumentException("The Temporal namespace is blank, expected a name such as \"belay\"");
        }
    }

    public static TemporalConfiguration in(Path directory) {
        return new TemporalConfiguration(
                directory, DEFAULT_NAMESPACE, OptionalInt.empty(), ServerChoice.PROGRAM_IF_INSTALLED);
    }

    public TemporalConfiguration withNamespace(String name) {
        return new TemporalConfiguration(directory, name, port, choice);
    }

    public TemporalConfiguration withPort(int fixed) {
        return new TemporalConfiguration(directory, namespace, OptionalInt.of(fixed), choice);
    }

    public TemporalConfiguration withChoice(ServerChoice server) {
        return new TemporalConfiguration(directory, namespace, port, server);
    }
}
