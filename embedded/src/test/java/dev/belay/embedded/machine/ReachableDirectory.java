package dev.belay.embedded.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A temporary directory that PostgreSQL's own user can go through, which JUnit's are not. */
public final class ReachableDirectory implements AutoCloseable {
    private final Path path;

    public ReachableDirectory() {
        try {
            path = Files.createTempDirectory("belay-embedded-");
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        FileTree.delete(path);
    }
}
