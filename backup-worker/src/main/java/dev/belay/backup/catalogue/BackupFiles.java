package dev.belay.backup.catalogue;

import dev.belay.backup.disk.InUse;
import dev.belay.backup.disk.PrivateFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The files of one backup. */
public record BackupFiles(Path directory) {
    private static final String DUMP = "dump.pgc.zst";
    private static final String DIRECTORY = "dump.pgd";
    private static final String SEALED = ".age";

    public static BackupFiles ofDump(Path dump) {
        return new BackupFiles(dump.toAbsolutePath().resolveSibling(""));
    }

    /** The dump, of whichever form, encrypted or not. */
    public Path dump() {
        return Stream.of(file(true), directory(false), directory(true))
                .filter(Files::exists)
                .findFirst()
                .orElseGet(() -> file(false));
    }

    /** What a dump is called that is one file, encrypted or not. */
    public Path file(boolean sealed) {
        return directory.resolve(sealed ? DUMP + SEALED : DUMP);
    }

    /** What a dump is called that is a directory, its files encrypted or not. */
    public Path directory(boolean sealed) {
        return directory.resolve(sealed ? DIRECTORY + SEALED : DIRECTORY);
    }

    /** A dump while it is written. */
    public static Path partial(Path dump) {
        return beside(dump, ".partial");
    }

    /** A dump that failed a verification. */
    Path rejected() {
        return beside(dump(), ".rejected");
    }

    private static Path beside(Path dump, String ending) {
        return dump.resolveSibling(dump.getFileName() + ending);
    }

    public Path manifest() {
        return directory.resolve("manifest.json");
    }

    /** Removes decompressed dumps and password files that a killed worker left. */
    public void removeTemporary() throws IOException {
        if (!InUse.isAbandoned(directory)) {
            return;
        }
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
            for (Path child : children) {
                if (!child.equals(dump()) && !child.equals(manifest())) {
                    PrivateFiles.deleteTree(child);
                }
            }
        }
    }
}
