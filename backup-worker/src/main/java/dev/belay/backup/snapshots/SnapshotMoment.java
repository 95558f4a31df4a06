package dev.belay.backup.snapshots;

import dev.belay.contracts.work.Output.SessionMark;
import java.time.Instant;
import java.util.Optional;

/**
 * What the live database told right before it was copied.
 *
 * @param takenAt by the database's clock
 * @param bytes the database's size on its server
 * @param sessions empty where the counters could not be read
 * @param horizon the number of the oldest transaction that then ran
 */
public record SnapshotMoment(Instant takenAt, long bytes, Optional<SessionMark> sessions, String horizon) {
    /** In the transaction whose snapshot is meant. */
    public static final String HORIZON = "select pg_catalog.pg_snapshot_xmin(pg_catalog.pg_current_snapshot())::text";
}
