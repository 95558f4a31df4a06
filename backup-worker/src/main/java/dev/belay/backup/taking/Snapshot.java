package dev.belay.backup.taking;

import dev.belay.backup.catalogue.DatabaseContents;
import dev.belay.backup.catalogue.SequenceRange;
import dev.belay.backup.counting.ContentsReader;
import dev.belay.backup.counting.SessionMarks;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.backup.snapshots.SnapshotMoment;
import dev.belay.contracts.work.Output.SessionMark;
import dev.belay.worker.execution.Execution;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A snapshot of the database that is held open for as long as the dump that reads the same one. */
final class Snapshot implements AutoCloseable {
    /** Rows are counted by one process, while the dump needs the other cores more. */
    private static final String SETTINGS = """
            set statement_timeout = 0; set lock_timeout = '60s'; set idle_in_transaction_session_timeout = 0;
            set row_security = off; set max_parallel_workers_per_gather = 0
            """;

    private final DatabaseSession session;
    private final Optional<SessionMark> sessions;
    private final String name;
    private final Instant takenAt;
    private final String horizon;
    private final List<SequenceRange> sequencesBefore;

    private Snapshot(
            DatabaseSession session,
            Optional<SessionMark> sessions,
            String name,
            Instant takenAt,
            String horizon,
            List<SequenceRange> sequencesBefore) {
        this.session = session;
        this.sessions = sessions;
        this.name = name;
        this.takenAt = takenAt;
        this.horizon = horizon;
        this.sequencesBefore = sequencesBefore;
    }

    /** The counters are read before the snapshot, so that nobody slips between the two unseen. */
    static Snapshot open(DumpSource source, Execution execution) throws SQLException {
        DatabaseSession session = source.open(execution);
        try {
            SnapshotMoment moment = source.moment();
            Optional<SessionMark> sessions = moment == null ? SessionMarks.read(session) : moment.sessions();
            session.execute(SETTINGS);
            session.begin();
            session.execute("set transaction isolation level repeatable read, read only");
            String name = session.text("select pg_catalog.pg_export_snapshot()");
            Instant now = Instant.ofEpochMilli(
                    session.number("select (extract(epoch from statement_timestamp()) * 1000)::bigint"));
            Instant takenAt = moment == null ? now : moment.takenAt();
            String horizon = moment == null ? session.text(SnapshotMoment.HORIZON) : moment.horizon();
            return new Snapshot(session, sessions, name, takenAt, horizon, ContentsReader.sequences(session));
        } catch (SQLException | RuntimeException failed) {
            session.close();
            throw failed;
        }
    }

    DatabaseSession session() {
        return session;
    }

    Optional<SessionMark> sessions() {
        return sessions;
    }

    String name() {
        return name;
    }

    Instant takenAt() {
        return takenAt;
    }

    /** What an older transaction wrote is in the snapshot. */
    String horizon() {
        return horizon;
    }

    /** What the counted contents become once the dump has ended: each sequence with where it stood before and after. */
    DatabaseContents withSequences(DatabaseContents counted) throws SQLException {
        List<SequenceRange> after = ContentsReader.sequences(session);
        List<SequenceRange> ranges = new ArrayList<>();
        for (SequenceRange before : sequencesBefore) {
            after.stream()
                    .filter(before::isSameSequence)
                    .findFirst()
                    .ifPresent(later -> ranges.add(before.until(later)));
        }
        return counted.withSequences(ranges);
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
