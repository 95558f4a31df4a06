package dev.belay.backup.snapshots;

import dev.belay.backup.postgres.DatabaseFailure;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.backup.swapping.ServerLogins;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.work.DropSnapshotsWork;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Drops the snapshots of a deployment that is over; the backups stay. */
public final class DropSnapshotsHandler implements Handler<DropSnapshotsWork> {
    @Override
    public Class<DropSnapshotsWork> accepts() {
        return DropSnapshotsWork.class;
    }

    @Override
    public Done handle(DropSnapshotsWork work, Execution execution) {
        ServerLogins logins = ServerLogins.of(execution.environment().requireDatabase());
        List<Evidence> dropped = new ArrayList<>();
        try (DatabaseSession server = logins.besides(execution)) {
            for (DatabaseSnapshot snapshot : FoundSnapshots.of(
                    server, logins.live(), execution.environment().name())) {
                if (snapshot.deployment().equals(execution.id().deployment())) {
                    FoundSnapshots.drop(server, snapshot.name());
                    dropped.add(new Evidence("snapshot dropped", snapshot.name()));
                }
            }
        } catch (SQLException error) {
            throw DatabaseFailure.of("dropping the snapshots of database \"" + logins.live() + "\"", error);
        }
        return new Done(null, dropped);
    }

    @Override
    public Witnessed witness(DropSnapshotsWork work, Execution execution) {
        return new Witnessed.WasNotDone("what is dropped twice is gone");
    }
}
