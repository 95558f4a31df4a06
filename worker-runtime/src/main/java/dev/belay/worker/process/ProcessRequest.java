package dev.belay.worker.process;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A program to run.
 *
 * @param environment added to the worker's own variables; the place for secrets, which must never be arguments
 * @param line receives every line of standard output and standard error, redacted and cut at 4,096 characters
 */
public record ProcessRequest(
        List<String> command, Map<String, String> environment, Optional<Path> directory, Consumer<String> line) {
    public ProcessRequest {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    public static ProcessRequest of(List<String> command) {
        return new ProcessRequest(command, Map.of(), Optional.empty(), line -> {});
    }

    public ProcessRequest withVariable(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return new ProcessRequest(command, more, directory, line);
    }

    public ProcessRequest in(Path workingDirectory) {
        return new ProcessRequest(command, environment, Optional.of(workingDirectory), line);
    }

    public ProcessRequest eachLine(Consumer<String> consumer) {
        return new ProcessRequest(command, environment, directory, consumer);
    }
}
