package dev.belay.embedded.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that a reader sees whole or not at all. */
public final class WholeFile {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private WholeFile() {}

    /** Replaces the file; readable by all users that can reach it. */
    public static void write(Path file, String text) {
        replace(file, text);
    }

    /** Replaces the file; readable by its owner alone from its first moment. */
    public static void writeSecret(Path file, String text) {
        replace(file, text, OWNER_ONLY);
    }

    private static void replace(Path file, String text, FileAttribute<?>... attributes) {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(draft);
            Files.createFile(draft, attributes);
            Files.writeString(draft, text);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written".formatted(file), e);
        }
    }
}
