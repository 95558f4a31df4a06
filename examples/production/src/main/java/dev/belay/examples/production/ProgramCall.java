package dev.belay.examples.production;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program that is run to its end, without the settings of git and PostgreSQL that its caller may have. */
public record ProgramCall(Path directory, Map<String, String> variables, List<String> command) {
    public ProgramCall {
        variables = Map.copyOf(variables);
        command = List.copyOf(command);
    }

    public ProgramCall(Path directory, String... command) {
        this(directory, Map.of(), List.of(command));
    }

    /** What it printed; an error with its last words where it failed. */
    public String output() {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_") || name.startsWith("PG"));
        builder.environment().putAll(variables);
        try {
            Process process = builder.redirectInput(new File("/dev/null")).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new ProductionFailed("\"%s\" ended with status %d:%n%s"
                        .formatted(String.join(" ", command), status, output.strip()));
            }
            return output.strip();
        } catch (IOException unstartable) {
            throw new ProductionFailed(
                    "\"%s\" could not be run: %s".formatted(command.get(0), unstartable.getMessage()), unstartable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ProductionFailed("Interrupted while \"" + command.get(0) + "\" ran", interrupted);
        }
    }
}
