package dev.belay.backup.catalogue;

import java.nio.file.Path;
import java.util.Optional;

/** What was found where a manifest should be. */
public sealed interface ManifestReading {
    /** A manifest as it was written. */
    record Whole(BackupManifest manifest) implements ManifestReading {}

    /** No manifest: the backup was not finished. */
    record Absent(Path file) implements ManifestReading {}

    /**
     * A file that is not the manifest that was written.
     *
     * @param how what was found and what was expected
     */
    record Damaged(Path file, String how) implements ManifestReading {}

    default Optional<BackupManifest> whole() {
        return this instanceof Whole reading ? Optional.of(reading.manifest()) : Optional.empty();
    }

    /** For people, as a clause. */
    default String description() {
        if (this instanceof Absent absent) {
            return absent.file() + " is not there";
        }
        return this instanceof Damaged damaged
                ? damaged.file() + " is damaged: " + damaged.how()
                : "the manifest is whole";
    }
}
