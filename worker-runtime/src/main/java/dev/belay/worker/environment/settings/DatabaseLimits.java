package dev.belay.worker.environment.settings;

import java.util.Optional;

/**
 * How the room of a database server is looked at.
 *
 * @param diskFree prints how much room the disk has on which the server keeps its data
 * @param wal in bytes, how much of its log the server may keep for a replication slot while batches go on
 */
public record DatabaseLimits(Optional<CommandLine> diskFree, Optional<Long> wal) {
    public static final DatabaseLimits NONE = new DatabaseLimits(Optional.empty(), Optional.empty());
}
