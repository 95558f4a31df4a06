package dev.belay.backup.restoring;

import dev.belay.backup.Backups;
import dev.belay.backup.ShopContract;
import dev.belay.contracts.BackupWork.Verification;
import dev.belay.contracts.Outcome;
import dev.belay.contracts.Output.BackupTaken;
import dev.belay.contracts.RestoreWork;
import dev.belay.contracts.Work;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.testing.SlowWork;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** The names of the databases tell whether the swap took place; a replaced database counts as the effect. */
class RestoreContractTest extends ShopContract {
    private BackupTaken backup;

    @BeforeEach
    void takeBackup() throws Exception {
        backup = Backups.take(shop, backups, Verification.CHECKSUM);
    }

    @Override
    protected Handler<?> handler() {
        return new RestoreHandler(holdingUp("pg_restore"), Backups.PROCESSES);
    }

    @Override
    protected Work work() {
        return new RestoreWork(backup);
    }

    @Override
    protected int effects() {
        return Integer.parseInt(shop.text(
                "select count(*) from pg_database where datname like '" + shop.database() + "\\_replaced\\_%'"));
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
