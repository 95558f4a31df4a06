package dev.belay.worker.process;

import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.failure.WorkFailed;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds programs as a shell would. */
public final class Programs {
    private Programs() {}

    /** The program's file; empty where there is none. */
    public static Optional<Path> find(String program, Optional<Path> directory) {
        if (program.contains("/")) {
            Path path = directory.map(base -> base.resolve(program)).orElse(Path.of(program));
            return Files.isExecutable(path) ? Optional.of(path) : Optional.empty();
        }
        for (String folder :
                System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(File.pathSeparator)) {
            Path path = Path.of(folder.isEmpty() ? "." : folder, program);
            if (Files.isRegularFile(path) && Files.isExecutable(path)) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    static Path require(String program, Optional<Path> directory) {
        return find(program, directory)
                .orElseThrow(() -> new WorkFailed(
                        FailureCode.PROGRAM_MISSING,
                        "The program \"" + program + "\" was not found on the worker's host.",
                        "Install it there, or write its full path in the environment file."));
    }
}
