package dev.belay.contracts.work;

/** Drops the snapshots of the database that the backups of this deployment have made; it is over. */
public record DropSnapshotsWork() implements Work {}
