package dev.belay.stack.state;

import dev.belay.embedded.machine.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The directory in which a stack keeps everything of its own. */
public record StateDirectory(Path root) {
    private static final FileAttribute<?> OWN = permissions("rwx------");

    /** Started by root, PostgreSQL runs as another user, who must get through to its own directory. */
    private static final FileAttribute<?> PASSABLE = permissions("rwx--x--x");

    public StateDirectory {
        root = root.toAbsolutePath().normalize();
    }

    private static FileAttribute<?> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }

    /** Makes the directories that are missing, for nobody but their owner. */
    public void create() {
        try {
            Files.createDirectories(root, PASSABLE);
            for (Path directory : List.of(
                    tokens(), config(), logs(), processes(), environments(), plans(), workers(), notifier())) {
                Files.createDirectories(directory, OWN);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s cannot be made. Choose another directory with BELAY_STATE.".formatted(root), e);
        }
        // The user's repository is the usual place, and none of this belongs into it.
        WholeFile.write(root.resolve(".gitignore"), "*\n");
    }

    public boolean exists() {
        return Files.isDirectory(root);
    }

    public Path stackFile() {
        return root.resolve("stack.json");
    }

    public Path tokens() {
        return root.resolve("tokens");
    }

    public Path config() {
        return root.resolve("config");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** Where process ids are recorded. */
    public Path processes() {
        return root.resolve("processes");
    }

    /** Environment files, unless others are named when the stack starts. */
    public Path environments() {
        return root.resolve("environments");
    }

    public Path plans() {
        return root.resolve("plans");
    }

    public Path servers() {
        return root.resolve("servers");
    }

    public Path workers() {
        return root.resolve("workers");
    }

    public Path notifier() {
        return root.resolve("notifier");
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
