package dev.belay.worker.environment.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where backups lie.
 *
 * @param keep how many verified backups stay
 * @param reserve how many bytes of the disk a backup leaves free
 * @param places other ones, by name, to which a plan has backups copied
 */
public record BackupSettings(
        Path directory,
        int keep,
        long reserve,
        Optional<BackupEncryption> encryption,
        Map<String, BackupPlace> places) {
    public BackupSettings {
        places = Map.copyOf(places);
    }

    /** Where backups are copied to no other place. */
    public BackupSettings(Path directory, int keep, long reserve, Optional<BackupEncryption> encryption) {
        this(directory, keep, reserve, encryption, Map.of());
    }
}
