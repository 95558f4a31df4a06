package dev.belay.embedded.machine;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One short run of a program of this machine. */
public record Command(List<String> arguments, Duration limit) {

    /** How a program ended, and all it printed. */
    public record Result(int exitCode, String output) {
        public boolean succeeded() {
            return exitCode == 0;
        }
    }

    public Command {
        arguments = List.copyOf(arguments);
    }

    /** Runs to the end; a program that exceeds the limit is killed and reported as an error. */
    public Result run() {
        try {
            // A file and not a pipe: a server that the program leaves behind would keep a pipe open.
            Path output = Files.createTempFile("belay-", ".out");
            try {
                return new Result(exitCode(output), Files.readString(output));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("\"%s\" cannot be run".formatted(this), e);
        }
    }

    /** Runs to the end and expects success. */
    public String output() {
        Result result = run();
        if (!result.succeeded()) {
            throw new IllegalStateException("\"%s\" ended with %d, expected 0: %s"
                    .formatted(this, result.exitCode(), result.output().strip()));
        }
        return result.output();
    }

    private int exitCode(Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(arguments)
                .directory(new File("/"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        ForeignSettings.removeFrom(builder.environment());
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        throw new IllegalStateException("\"%s\" was not done within %s; it has been killed".formatted(this, limit));
    }

    @Override
    public String toString() {
        return String.join(" ", arguments);
    }
}
