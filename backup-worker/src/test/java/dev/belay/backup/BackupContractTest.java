package dev.belay.backup;

import dev.belay.backup.taking.BackupHandler;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.BackupWork;
import dev.belay.contracts.work.Work;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.testing.SlowWork;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A backup whose files are whole and verified is done; any other is removed. */
class BackupContractTest extends ShopContract {
    @Override
    protected Handler<?> handler() {
        return new BackupHandler(holdingUp("pg_dump"), Backups.PROCESSES);
    }

    @Override
    protected Work work() {
        return new BackupWork(Set.of(BackupWork.Verification.CHECKSUM), null);
    }

    @Override
    protected int effects() {
        return Collections.frequency(Backups.files(backups), "manifest.json");
    }

    @Override
    protected List<Outcome> afterEffect() {
        return List.of(Outcome.SUCCEEDED);
    }

    @Override
    protected List<Outcome> beforeEffect() {
        return List.of(Outcome.NOT_DONE);
    }

    @Override
    protected Optional<SlowWork> slowWork() {
        held.hold();
        return Optional.of(new SlowWork(work(), held::runs, List.of(Outcome.NOT_DONE)));
    }
}
