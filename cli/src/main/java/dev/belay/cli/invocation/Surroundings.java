package dev.belay.cli.invocation;

import dev.belay.cli.rendering.Screen;
import java.io.Console;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a command finds around it.
 *
 * @param variables of the process
 * @param directory in which relative paths are looked up
 * @param terminal opens the terminal that output goes to; empty where it goes elsewhere
 * @param prompt asks the person at the terminal one thing; empty where nobody can be asked
 */
public record Surroundings(
        Map<String, String> variables,
        Path directory,
        Clock clock,
        Supplier<Optional<Screen>> terminal,
        Function<String, Optional<String>> prompt) {
    public Surroundings {
        variables = Map.copyOf(variables);
    }

    public static Surroundings ofProcess() {
        Map<String, String> variables = System.getenv();
        return new Surroundings(
                variables,
                Path.of("").toAbsolutePath(),
                Clock.systemDefaultZone(),
                () -> ProcessTerminal.open(variables.getOrDefault("TERM", "dumb")),
                Surroundings::askAtConsole);
    }

    /** Surroundings in which nobody can be asked. */
    public Surroundings(
            Map<String, String> variables, Path directory, Clock clock, Supplier<Optional<Screen>> terminal) {
        this(variables, directory, clock, terminal, question -> Optional.empty());
    }

    private static Optional<String> askAtConsole(String question) {
        Console console = System.console();
        return console == null ? Optional.empty() : Optional.ofNullable(console.readLine("%s", question));
    }

    public Optional<String> ask(String question) {
        return prompt.apply(question);
    }

    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    public Path resolve(String path) {
        return directory.resolve(path);
    }

    /** Where the embedded stack keeps its state. */
    public Path state() {
        return resolve(variable("BELAY_STATE").orElse(".belay"));
    }
}
