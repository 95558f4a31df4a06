package dev.belay.cli;

import dev.belay.cli.invocation.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;

/** Runs commands in a directory of their own. */
final class Run {
    private final Path directory;
    private final Map<String, String> variables = new HashMap<>();
    private Function<String, Optional<String>> prompt = question -> Optional.empty();
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    Run(Path directory) {
        this.directory = directory;
    }

    /** Leaves what {@code up} leaves. */
    void stack(URI api) throws IOException {
        Path tokens = Files.createDirectories(directory.resolve(".belay/tokens"));
        Files.writeString(directory.resolve(".belay/stack.json"), "{\"apiUrl\":\"" + api + "\"}");
        for (String user : List.of("viewer", "operator", "release-manager")) {
            Files.writeString(tokens.resolve(user), "token-of-" + user + "\n");
        }
    }

    /** What the person at the terminal answers. */
    Run answering(String answer) {
        prompt = question -> Optional.of(answer);
        return this;
    }

    Run with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    int of(String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        Surroundings surroundings =
                new Surroundings(variables, directory, Clock.system(ZoneOffset.UTC), Optional::empty, prompt);
        CommandLine commandLine = BelayCommand.commandLine(surroundings);
        return commandLine
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
