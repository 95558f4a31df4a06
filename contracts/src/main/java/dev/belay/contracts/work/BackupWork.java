package dev.belay.contracts.work;

import dev.belay.contracts.DeploymentId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Dumps the database and verifies the dump; answers with {@link Output.BackupTaken}.
 *
 * @param keep how many verified backups stay; absent where the environment file decides
 * @param wayBack how a later step of the plan counts on this backup; absent where none does
 * @param snapshot where a copy of the database is kept too, from which it is dumped; absent where none is
 * @param form of the dump; absent where the worker chooses it
 * @param copyTo the place to which it is copied, as the environment file names it; absent where it is not
 * @param open deployments of the environment that have not ended and may still be taken back, filled in as the command is
 *     sent; absent where the orchestrator does not know
 */
public record BackupWork(
        Set<Verification> verifications,
        @Nullable Integer keep,
        @Nullable WayBack wayBack,
        @Nullable Snapshot snapshot,
        @Nullable Form form,
        @Nullable String copyTo,
        @Nullable List<DeploymentId> open)
        implements Work {
    public BackupWork {
        verifications = Set.copyOf(verifications);
        open = open == null ? null : List.copyOf(open);
    }

    public BackupWork(Set<Verification> verifications, @Nullable Integer keep) {
        this(verifications, keep, null, null, null, null, null);
    }

    public BackupWork(
            Set<Verification> verifications,
            @Nullable Integer keep,
            @Nullable WayBack wayBack,
            @Nullable Snapshot snapshot) {
        this(verifications, keep, wayBack, snapshot, null, null, null);
    }

    public BackupWork(
            Set<Verification> verifications,
            @Nullable Integer keep,
            @Nullable WayBack wayBack,
            @Nullable Snapshot snapshot,
            @Nullable Form form) {
        this(verifications, keep, wayBack, snapshot, form, null, null);
    }

    /** The same, with what is open as it is sent. */
    public BackupWork whileOpen(List<DeploymentId> deployments) {
        return new BackupWork(verifications, keep, wayBack, snapshot, form, copyTo, deployments);
    }

    /**
     * What a dump is on disk.
     *
     * @param jobs how many tables are dumped at a time, absent where the worker chooses; only a directory takes several
     */
    public record Form(@Nullable Format format, @Nullable Integer jobs) {}

    /** PostgreSQL's formats of dumps that a restore can take tables from. */
    public enum Format {
        /** One file. */
        CUSTOM,
        /** A directory with a file for each table. */
        DIRECTORY
    }

    /** Where a copy of the database is kept, which a restore can put in its place at once. */
    public enum Snapshot {
        /** On the database's own server. */
        BESIDE
    }

    /** How a later step counts on a backup. */
    public enum WayBack {
        /** Restoring it undoes that step, so the backup fails where a restore is not possible. */
        RESTORE
    }

    /** The ways to verify a backup. */
    public enum Verification {
        /** Its table of contents reads. */
        LIST,
        /** The file on disk has the digest of what was dumped. */
        CHECKSUM,
        /** It restores in the scratch place, with the row counts of the dump's own snapshot. */
        RESTORE
    }
}
