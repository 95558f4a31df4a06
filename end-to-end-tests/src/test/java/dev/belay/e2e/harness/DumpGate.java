package dev.belay.e2e.harness;

import static org.awaitility.Awaitility.await;

import dev.belay.embedded.machine.FileTree;
import dev.belay.embedded.postgres.PostgresPrograms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A pg_dump before the real one on the backup worker's path, which writes down that it runs and waits to be let go. */
public final class DumpGate {
    private static final String PROGRAM = """
            #!/bin/sh
            [ "$1" != --version ] || exec '@real@' "$@"
            echo begun >> '@directory@/runs'
            while [ ! -e '@directory@/open' ]; do sleep 0.05; done
            '@real@' "$@" || exit $?
            echo ended >> '@directory@/runs'
            """;

    private final Path directory;

    private DumpGate(Path directory) {
        this.directory = directory;
    }

    /** Puts the program before those of the machine. */
    public static DumpGate in(Installation installation) {
        Path directory = installation.directory().resolve("dump-gate");
        Path real = real("pg_dump");
        installation.addProgram(
                "pg_dump", PROGRAM.replace("@real@", real.toString()).replace("@directory@", directory.toString()));
        DumpGate gate = new DumpGate(directory);
        gate.close();
        return gate;
    }

    /** Not the one that Debian puts on the path, which is a wrapper that chooses among versions. */
    static Path real(String program) {
        return PostgresPrograms.in(realDirectories()).get(program);
    }

    private static List<Path> realDirectories() {
        try {
            Path postgres = PostgresPrograms.onThisMachine().get("postgres").toRealPath();
            return List.of(postgres.getParent());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The next dump waits, and no earlier one is remembered. */
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

    public void awaitDump(Duration limit) {
        await("a dump waits at the gate").atMost(limit).until(() -> begun() > 0);
    }

    public long begun() {
        return runs().stream().filter("begun"::equals).count();
    }

    public long ended() {
        return runs().stream().filter("ended"::equals).count();
    }

    private List<String> runs() {
        Path runs = directory.resolve("runs");
        try {
            return Files.exists(runs) ? Files.readAllLines(runs) : List.of();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
