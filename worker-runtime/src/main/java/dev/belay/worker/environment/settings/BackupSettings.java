package dev.belay.worker.environment.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where backups lie.
 *
 * @param keep how many verified backups stay
 * @param reserve how many bytes of the disk a backup leaves free
 */
public record BackupSettings(Path directory, int keep, long reserve, Optional<BackupEncryption> encryption) {}
