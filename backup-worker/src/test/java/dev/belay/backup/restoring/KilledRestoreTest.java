package dev.belay.backup.restoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.backup.Backups;
import dev.belay.backup.NotingExecution;
import dev.belay.backup.RestoringProcess;
import dev.belay.backup.Shop;
import dev.belay.backup.ThrowawayPostgres;
import dev.belay.backup.taking.BackupHandler;
import dev.belay.contracts.work.BackupWork;
import dev.belay.contracts.work.BackupWork.Verification;
import dev.belay.contracts.work.Output.BackupTaken;
import dev.belay.contracts.work.RestoreWork;
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

/** A restore in a process of its own, killed without warning as soon as the server shows one of its steps. */
class KilledRestoreTest {
    private static final ThrowawayPostgres POSTGRES = ThrowawayPostgres.shared();

    private final Shop shop = Shop.open(3_000);
    private final RestoreHandler handler = new RestoreHandler(Backups.PROGRAMS, Backups.PROCESSES);

    @TempDir
    Path backups;

    @TempDir
    Path scratch;

    /** What the server shows of a step that has just been done. */
    enum Boundary {
        ROLE_FENCED("select not rolcanlogin from pg_roles where rolname = '%2$s'"),
        CREATED_BESIDE("select count(*) > 0 from pg_database where datname like '%1$s\\_belay\\_restore\\_%%'"),
        FILLING("select count(*) > 0 from pg_stat_activity where datname like '%1$s\\_belay\\_restore\\_%%'"
                + " and application_name like 'belay/%%' and query ilike 'copy%%'"),
        ANALYZING("select count(*) > 0 from pg_stat_activity where datname like '%1$s\\_belay\\_restore\\_%%'"
                + " and query = 'analyze'"),
        CLIENTS_FENCED("select not datallowconn from pg_database where datname = '%1$s'"),
        SEQUENCES_RAISED("select count(*) > 0 from pg_stat_activity where datname like '%1$s\\_belay\\_restore\\_%%'"
                + " and query ilike '%%setval%%'"),
        CLEANING_UP("select count(*) > 0 from pg_database where datname like '%1$s\\_replaced\\_%%'"
                + " and exists (select from pg_roles where rolname = '%2$s' and rolcanlogin)"),
        SWAPPED("select count(*) > 0 from pg_database where datname like '%1$s\\_replaced\\_%%'");

        private final String query;

        Boundary(String query) {
            this.query = query;
        }
    }

    @ParameterizedTest
    @EnumSource
    void isReversedOrFinishedByItsSuccessor(Boundary boundary) throws Exception {
        BackupTaken backup = Backups.take(shop, backups, Verification.CHECKSUM);
        String before = shop.fingerprint();
        shop.execute("delete from orders where id > 100", "select nextval('customers_id_seq')");
        Path notes = scratch.resolve("notes");
        Process worker = RestoringProcess.start(shop, backups, backup, notes);

        awaitThenKill(boundary.query, worker);

        HandlerExecution successor =
                NotingExecution.restore(HandlerExecution.of("restore-1", shop.environment(backups)), notes);
        awaitNobodyRestoring();
        Witnessed witnessed = handler.witness(new RestoreWork(backup, null), successor);
        if (witnessed instanceof Witnessed.WasDone) {
            assertThat(shop.fingerprint()).isEqualTo(before);
        } else {
            assertThat(witnessed).isInstanceOf(Witnessed.WasNotDone.class);
            assertThat(shop.text("select count(*) from orders")).isEqualTo("100");
        }
        assertThat(POSTGRES.text("postgres", "select rolcanlogin from pg_roles where rolname = '" + shop.owner() + "'"))
                .isEqualTo("t");
        assertThat(POSTGRES.text(
                        "postgres",
                        "select count(*) from pg_database where datname like '" + shop.database()
                                + "\\_%' and datname not like '%\\_replaced\\_%' or datname like '" + shop.database()
                                + "%' and not datallowconn"))
                .isEqualTo("0");
        assertThat(Backups.files(backups)).containsExactlyInAnyOrder("dump.pgc.zst", "manifest.json");
        if (boundary == Boundary.SWAPPED || boundary == Boundary.CLEANING_UP) {
            assertThat(witnessed).isInstanceOf(Witnessed.WasDone.class);
        }
    }

    /** What the server shows of a step of a restore from a snapshot. */
    enum OfSnapshot {
        OPENED("select datallowconn from pg_database where datname like '%1$s\\_snapshot\\_%%'"),
        CLIENTS_FENCED("select not datallowconn from pg_database where datname = '%1$s'"),
        SWAPPED("select count(*) > 0 from pg_database where datname like '%1$s\\_replaced\\_%%'");

        private final String query;

        OfSnapshot(String query) {
            this.query = query;
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesTheSnapshotAsItWasOrInTheDatabasesPlace(OfSnapshot boundary) throws Exception {
        awaitNoClients();
        BackupTaken backup = (BackupTaken) new BackupHandler(Backups.PROGRAMS, Backups.PROCESSES)
                .handle(
                        new BackupWork(Set.of(Verification.CHECKSUM), null, null, BackupWork.Snapshot.BESIDE),
                        HandlerExecution.of("backup-1", shop.environment(backups)))
                .output();
        String before = shop.fingerprint();
        shop.execute("delete from orders where id > 100");
        Path notes = scratch.resolve("notes");
        Process worker = RestoringProcess.start(shop, backups, backup, notes);

        awaitThenKill(boundary.query, worker);

        HandlerExecution successor =
                NotingExecution.restore(HandlerExecution.of("restore-1", shop.environment(backups)), notes);
        awaitNobodyRestoring();
        Witnessed witnessed = handler.witness(new RestoreWork(backup, null), successor);
        if (witnessed instanceof Witnessed.WasNotDone) {
            assertThat(shop.text("select count(*) from orders")).isEqualTo("100");
            assertThat(POSTGRES.text(
                            "postgres",
                            "select shobj_description(oid, 'pg_database') || datallowconn from pg_database where datname"
                                    + " like '" + shop.database() + "\\_snapshot\\_%'"))
                    .matches("\\[belay: snapshot of backup " + backup.id() + " for .*]false");
            handler.handle(new RestoreWork(backup, null), HandlerExecution.of("restore-2", shop.environment(backups)));
        }
        assertThat(shop.fingerprint()).isEqualTo(before);
        assertThat(POSTGRES.text(
                        "postgres",
                        "select count(*) from pg_database where datname like '" + shop.database()
                                + "\\_%' and datname not like '%\\_replaced\\_%' or datname like '" + shop.database()
                                + "%' and not datallowconn"))
                .isEqualTo("0");
    }

    private void awaitNoClients() {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> POSTGRES.text(
                                "postgres",
                                "select count(*) from pg_stat_activity where datname = '" + shop.database() + "'")
                        .equals("0"));
    }

    private void awaitThenKill(String shown, Process worker) throws Exception {
        String query = shown.formatted(shop.database(), shop.owner());
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

    /** As the runtime does before it asks a witness: what the killed worker ran has ended. */
    private void awaitNobodyRestoring() {
        POSTGRES.text(
                "postgres",
                "select count(pg_terminate_backend(pid))::text from pg_stat_activity where application_name like"
                        + " 'belay/%restore-1%'");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> POSTGRES.text(
                                "postgres",
                                "select count(*) from pg_stat_activity where application_name like"
                                        + " 'belay/%restore-1%'")
                        .equals("0"));
    }
}
