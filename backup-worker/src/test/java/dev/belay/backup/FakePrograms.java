package dev.belay.backup;

import dev.belay.backup.postgres.PostgresPrograms;
import dev.belay.worker.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** PostgreSQL's programs with one of them replaced by a script, which gets the real one as {@code $REAL}. */
public final class FakePrograms {
    static final Path REAL = Path.of("/usr/lib/postgresql/15/bin");

    private FakePrograms() {}

    public static PostgresPrograms with(Path directory, String program, String script, Processes processes) {
        return new PostgresPrograms(List.of(written(directory, program, script), REAL), processes);
    }

    /** Only what is in the directory. */
    public static PostgresPrograms only(Path directory, String program, String script, Processes processes) {
        return new PostgresPrograms(List.of(written(directory, program, script)), processes);
    }

    public static PostgresPrograms failing(Path directory, String program, Processes processes) {
        return with(directory, program, versionOr(program, "echo it broke >&2; exit 1"), processes);
    }

    public static String versionOr(String program, String otherwise) {
        return "REAL=" + REAL.resolve(program) + "\n[ \"$1\" = --version ] && exec $REAL --version\n" + otherwise;
    }

    private static Path written(Path directory, String program, String script) {
        try {
            Path programs = Files.createDirectories(directory.resolve("programs"));
            Path file = Files.writeString(programs.resolve(program), "#!/bin/sh\n" + script + "\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            return programs;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
