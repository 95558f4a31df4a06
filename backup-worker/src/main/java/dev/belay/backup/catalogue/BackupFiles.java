package dev.belay.backup.catalogue;

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
}
