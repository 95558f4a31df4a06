package dev.belay.e2e.harness;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** A program that a task runs, which says that it runs and waits to be let go. */
public final class TaskGate {
    private static final String PROGRAM = """
            #!/bin/sh
            echo begun >> '@directory@/runs'
            while [ ! -e '@directory@/open' ]; do sleep 0.05; done
            """;

    private final Path directory;
    private final Path program;

    private TaskGate(Path directory, Path program) {
        this.directory = directory;
        this.program = program;
    }

    public static TaskGate in(Installation installation) {
        return in(installation, "waits");
    }

    /** One of several, each with a program of its own. */
    public static TaskGate in(Installation installation, String program) {
        Path directory = installation.directory().resolve("gate-of-" + program);
        try {
            Files.createDirectories(directory);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return new TaskGate(
                directory, installation.addProgram(program, PROGRAM.replace("@directory@", directory.toString())));
    }

    public Path program() {
        return program;
    }

    public void awaitRun(Duration limit) {
        await("the task waits at the gate").atMost(limit).until(() -> Files.exists(directory.resolve("runs")));
    }

    /** How often the program has begun since the gate was closed. */
    public long runs() {
        try (Stream<String> lines = Files.lines(directory.resolve("runs"))) {
            return lines.count();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Forgets earlier runs; later ones wait again. */
    public void close() {
        try {
            Files.deleteIfExists(directory.resolve("open"));
            Files.deleteIfExists(directory.resolve("runs"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public void open() {
        try {
            Files.writeString(directory.resolve("open"), "");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
