package dev.belay.backup.catalogue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of one backup. */
public record BackupFiles(Path directory) {
    static final String DUMP = "dump.pgc.zst";

    public static BackupFiles ofDump(Path dump) {
        return new BackupFiles(dump.toAbsolutePath().resolveSibling(""));
    }

    public Path dump() {
        return directory.resolve(DUMP);
    }

    /** The dump while it is written. */
    public Path partial() {
        return directory.resolve(DUMP + ".partial");
    }

    /** A dump that failed a verification. */
    Path rejected() {
        return directory.resolve(DUMP + ".rejected");
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
