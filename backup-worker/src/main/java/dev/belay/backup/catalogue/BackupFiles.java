package dev.belay.backup.catalogue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of one backup. */
public record BackupFiles(Path directory) {
    private static final String DUMP = "dump.pgc.zst";
    private static final String SEALED = DUMP + ".age";

    public static BackupFiles ofDump(Path dump) {
        return new BackupFiles(dump.toAbsolutePath().resolveSibling(""));
    }

    /** The dump, encrypted or not. */
    public Path dump() {
        Path sealed = dump(true);
        return Files.exists(sealed) ? sealed : dump(false);
    }

    /** What a dump is called that is encrypted, or not. */
    public Path dump(boolean sealed) {
        return directory.resolve(sealed ? SEALED : DUMP);
    }

    /** The dump while it is written. */
    public Path partial(boolean sealed) {
        return beside(dump(sealed), ".partial");
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
