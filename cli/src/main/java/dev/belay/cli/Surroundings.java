package dev.belay.cli;

import dev.belay.cli.rendering.Screen;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a command finds around it.
 *
 * @param variables of the process
 * @param directory in which relative paths are looked up
 * @param terminal opens the terminal that output goes to; empty where it goes elsewhere
 */
public record Surroundings(
        Map<String, String> variables, Path directory, Clock clock, Supplier<Optional<Screen>> terminal) {
    public Surroundings {
        variables = Map.copyOf(variables);
    }

    static Surroundings ofProcess() {
        Map<String, String> variables = System.getenv();
        return new Surroundings(
                variables,
                Path.of("").toAbsolutePath(),
                Clock.systemDefaultZone(),
                () -> ProcessTerminal.open(variables.getOrDefault("TERM", "dumb")));
    }

    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    Path resolve(String path) {
        return directory.resolve(path);
    }

    /** Where the embedded stack keeps its state. */
    public Path state() {
        return resolve(variable("BELAY_STATE").orElse(".belay"));
    }
}
