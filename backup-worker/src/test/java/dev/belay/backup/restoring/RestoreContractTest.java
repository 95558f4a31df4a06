package dev.belay.backup.restoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.backup.Backups;
import dev.belay.backup.ShopContract;
import dev.belay.backup.ThrowawayPostgres;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.BackupWork.Verification;
import dev.belay.contracts.work.Output.BackupTaken;
import dev.belay.contracts.work.RestoreWork;
import dev.belay.contracts.work.Work;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.testing.SlowWork;
import dev.belay.worker.testing.WorkerBench;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
        return new RestoreWork(backup, null);
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

    @Test
    void aSuccessorOpensTheDatabaseThatItsPredecessorHadClosed() throws Exception {
        ExecutionId execution = ExecutionId.parse("deployment-1/restore-1/do/1");
        SlowWork slow = slowWork().orElseThrow();
        try (WorkerBench predecessor =
                new WorkerBench(workerDirectory.resolve("journal"), environment(), List.of(handler()))) {
            predecessor.executions().accept(WorkerBench.command(execution, 1, slow.work()));
            await().atMost(Duration.ofSeconds(30)).until(slow.runs());
            ThrowawayPostgres.shared()
                    .execute("postgres", "alter database " + shop.database() + " with allow_connections false");

            try (WorkerBench successor = predecessor.comeBackBefore("finished", workerDirectory.resolve("successor"))) {
                Result settled = successor.replies().awaitResult(execution, 1);

                assertThat(settled.outcome()).as("%s", settled.failure()).isEqualTo(Outcome.NOT_DONE);
                assertThat(shop.text("select count(*) from orders")).isEqualTo("50");
            }
        }
    }
}
