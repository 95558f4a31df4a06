package dev.belay.e2e.harness;

import static org.awaitility.Awaitility.await;

import dev.belay.embedded.machine.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A pg_basebackup before the real one on the backup worker's path, which waits with a part of the copy on disk. */
public final class CopyGate {
    private static final String PROGRAM = """
            #!/bin/sh
            [ "$1" != --version ] || exec '@real@' "$@"
            echo begun >> '@directory@/runs'
            while [ ! -e '@directory@/open' ]; do sleep 0.05; done
            exec '@real@' "$@"
            """;

    private final Path directory;

    private CopyGate(Path directory) {
        this.directory = directory;
    }

    /** Puts the program before those of the machine. */
    public static CopyGate in(Installation installation) {
        Path directory = installation.directory().resolve("copy-gate");
        installation.addProgram(
                "pg_basebackup",
                PROGRAM.replace("@real@", DumpGate.real("pg_basebackup").toString())
                        .replace("@directory@", directory.toString()));
        CopyGate gate = new CopyGate(directory);
        gate.close();
        return gate;
    }

    /** The next copy waits, and no earlier one is remembered. */
    public void close() {
        FileTree.delete(directory);
        try {
            Files.createDirectories(directory);
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

    public void awaitCopy(Duration limit) {
        await("a copy waits at the gate").atMost(limit).until(() -> begun() > 0);
    }

    public long begun() {
        Path runs = directory.resolve("runs");
        try {
            return Files.exists(runs) ? Files.readAllLines(runs).size() : 0;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
