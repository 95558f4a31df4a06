package dev.belay.worker.environment;

import java.nio.file.Path;

/**
 * Where backups lie.
 *
 * @param keep how many verified backups stay
 */
public record BackupSettings(Path directory, int keep) {}
