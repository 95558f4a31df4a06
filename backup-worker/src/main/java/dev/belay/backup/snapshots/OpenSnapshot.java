package dev.belay.backup.snapshots;

import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.backup.postgres.Quoted;
import dev.belay.backup.swapping.ServerLogins;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.worker.execution.Execution;
import java.sql.SQLException;
import java.util.List;

/** A snapshot whose backup is being made; closing it drops it unless it was kept. */
public final class OpenSnapshot implements AutoCloseable {
    private final DatabaseSnapshot snapshot;
    private final SnapshotMoment moment;
    private final List<Evidence> evidence;
    private final ServerLogins logins;
    private final Execution execution;
    private boolean stays;

    OpenSnapshot(
            DatabaseSnapshot snapshot,
            SnapshotMoment moment,
            List<Evidence> evidence,
            ServerLogins logins,
            Execution execution) {
        this.snapshot = snapshot;
        this.moment = moment;
        this.evidence = List.copyOf(evidence);
        this.logins = logins;
        this.execution = execution;
    }

    public String database() {
        return snapshot.name();
    }

    public SnapshotMoment moment() {
        return moment;
    }

    public List<Evidence> evidence() {
        return evidence;
    }

    /** Nobody connects to it any more, so it stays as it is. */
    public void seal() throws SQLException {
        try (DatabaseSession server = logins.forRepair(execution)) {
            server.execute("alter database " + Quoted.identifier(snapshot.name()) + " with allow_connections false");
        }
    }

    public void keep() {
        stays = true;
    }

    @Override
    public void close() throws SQLException {
        if (stays) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try (DatabaseSession server = logins.forRepair(execution)) {
            FoundSnapshots.drop(server, snapshot.name());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
