package dev.belay.backup.snapshots;

import dev.belay.backup.Backups;
import dev.belay.backup.ShopContract;
import dev.belay.backup.ThrowawayPostgres;
import dev.belay.backup.taking.BackupHandler;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.BackupWork;
import dev.belay.contracts.work.DropSnapshotsWork;
import dev.belay.contracts.work.Work;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.testing.HandlerExecution;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

class DropSnapshotsContractTest extends ShopContract {
    @BeforeEach
    void takeSnapshot() throws Exception {
        new BackupHandler(Backups.PROGRAMS, Backups.PROCESSES)
                .handle(
                        new BackupWork(Set.of(), null, null, BackupWork.Snapshot.BESIDE),
                        HandlerExecution.of("backup-1", environment()));
    }

    @Override
    protected Handler<?> handler() {
        return new DropSnapshotsHandler();
    }

    @Override
    protected Work work() {
        return new DropSnapshotsWork();
    }

    @Override
    protected int effects() {
        return 1
                - Integer.parseInt(ThrowawayPostgres.shared()
                        .text(
                                "postgres",
                                "select count(*) from pg_database where datname like '" + shop.database()
                                        + "\\_snapshot\\_%'"));
    }

    @Override
    protected List<Outcome> afterEffect() {
        return List.of(Outcome.NOT_DONE);
    }

    @Override
    protected List<Outcome> beforeEffect() {
        return List.of(Outcome.NOT_DONE);
    }
}
