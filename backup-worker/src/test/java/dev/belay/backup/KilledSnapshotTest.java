package dev.belay.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.backup.taking.BackupHandler;
import dev.belay.contracts.work.BackupWork;
import dev.belay.contracts.work.BackupWork.Verification;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A backup with a snapshot in a process of its own, killed without warning at each of its steps on the server. */
class KilledSnapshotTest {
    private static final ThrowawayPostgres POSTGRES = ThrowawayPostgres.shared();
    private static final BackupWork WORK =
            new BackupWork(Set.of(Verification.CHECKSUM), null, null, BackupWork.Snapshot.BESIDE);

    private final Shop shop = Shop.open(20_000);

    @TempDir
    Path backups;

    @TempDir
    Path scratch;

    /** What the server shows. */
    enum Boundary {
        COPYING("select count(*) > 0 from pg_stat_activity where query ilike 'create database \"%1$s\\_snapshot%%'"),
        COPIED("select count(*) > 0 from pg_database where datname like '%1$s\\_snapshot\\_%%'"),
        MARKED("select count(*) > 0 from pg_database where datname like '%1$s\\_snapshot\\_%%'"
                + " and shobj_description(oid, 'pg_database') is not null"),
        DUMPING("select count(*) > 0 from pg_stat_activity where datname like '%1$s\\_snapshot\\_%%'");

        private final String query;

        Boundary(String query) {
            this.query = query;
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesNoHalfMadeSnapshot(Boundary boundary) throws Exception {
        POSTGRES.execute("postgres", "alter role " + shop.owner() + " createdb");
        awaitNobody("datname = '" + shop.database() + "'");
        Path notes = scratch.resolve("notes");
        Path programs = FakePrograms.REAL;
        Process worker = TakingProcess.start(shop, backups, programs, "true", notes.toString());

        awaitThenKill(boundary, worker);

        HandlerExecution successor =
                NotingExecution.restore(HandlerExecution.of("backup-1", shop.environmentOfOwner(backups)), notes);
        POSTGRES.text(
                "postgres",
                "select count(pg_terminate_backend(pid))::text from pg_stat_activity where application_name like"
                        + " 'belay/%backup-1%'");
        awaitNobody("application_name like 'belay/%backup-1%'");
        Witnessed witnessed = new BackupHandler(Backups.PROGRAMS, Backups.PROCESSES).witness(WORK, successor);
        if (witnessed instanceof Witnessed.WasNotDone) {
            assertThat(snapshots()).isEqualTo("0");
            assertThat(Backups.files(backups)).isEmpty();
        } else {
            assertThat(witnessed).isInstanceOf(Witnessed.WasDone.class);
            assertThat(snapshots()).isEqualTo("1");
        }
        assertThat(shop.text("select count(*) from orders")).isEqualTo("20000");
    }

    private String snapshots() {
        return POSTGRES.text(
                "postgres",
                "select count(*) from pg_database where datname like '" + shop.database() + "\\_snapshot\\_%'");
    }

    private void awaitThenKill(Boundary boundary, Process worker) throws Exception {
        String query = boundary.query.formatted(shop.database());
        try (Connection connection = POSTGRES.connect("postgres");
                Statement statement = connection.createStatement()) {
            while (worker.isAlive()) {
                try (ResultSet row = statement.executeQuery(query)) {
                    row.next();
                    if (row.getBoolean(1)) {
                        break;
                    }
                }
                LockSupport.parkNanos(500_000);
            }
        }
        worker.destroyForcibly();
        assertThat(worker.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitNobody(String which) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> POSTGRES.text("postgres", "select count(*) from pg_stat_activity where " + which)
                        .equals("0"));
    }
}
