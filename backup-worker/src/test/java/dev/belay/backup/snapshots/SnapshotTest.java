package dev.belay.backup.snapshots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import dev.belay.backup.Backups;
import dev.belay.backup.FakePrograms;
import dev.belay.backup.Shop;
import dev.belay.backup.ThrowawayPostgres;
import dev.belay.backup.restoring.RestoreHandler;
import dev.belay.backup.taking.BackupHandler;
import dev.belay.contracts.BackupId;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.BackupWork;
import dev.belay.contracts.work.BackupWork.Verification;
import dev.belay.contracts.work.DropSnapshotsWork;
import dev.belay.contracts.work.Output.BackupTaken;
import dev.belay.contracts.work.RestoreWork;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups that keep a copy of the database beside it, and restores that put it in the database's place. */
class SnapshotTest {
    private static final ThrowawayPostgres POSTGRES = ThrowawayPostgres.shared();
    private static final BackupWork WORK =
            new BackupWork(Set.of(Verification.CHECKSUM), null, null, BackupWork.Snapshot.BESIDE);

    private final Shop shop = Shop.open(500);
    private final BackupHandler handler = new BackupHandler(Backups.PROGRAMS, Backups.PROCESSES);
    private HandlerExecution execution;

    @TempDir
    Path backups;

    @TempDir
    Path scripts;

    @BeforeEach
    void begins() {
        execution = HandlerExecution.of("backup-1", shop.environment(backups));
        awaitNoClients();
    }

    @Test
    void keepsACopyThatNobodyCanChangeAndDumpsThat() throws Exception {
        Done done = handler.handle(
                new BackupWork(
                        Set.of(Verification.CHECKSUM, Verification.RESTORE), null, null, BackupWork.Snapshot.BESIDE),
                execution);

        String snapshot = snapshot();
        assertThat(POSTGRES.text("postgres", "select datallowconn from pg_database where datname = '" + snapshot + "'"))
                .isEqualTo("f");
        assertThat(done.evidence()).extracting(Evidence::label).contains("snapshot", "test restore");
        assertThat(done.evidence()).anySatisfy(item -> assertThat(item.label()).isEqualTo("clients had to wait for"));
        assertThat(((BackupTaken) done.output()).sessions()).isNotNull();
        assertThat(Files.readString(
                        Path.of(((BackupTaken) done.output()).file()).resolveSibling("manifest.json")))
                .contains("\"database\" : \"" + shop.database() + "\"", "\"snapshot\" : \"" + snapshot + "\"");
    }

    @Test
    void restoresByASwapAlone() throws Exception {
        BackupTaken backup = take();
        String before = shop.fingerprint();
        shop.execute(
                "alter database " + shop.database() + " set work_mem to '12MB'",
                "revoke connect on database " + shop.database() + " from public",
                "select nextval('never_called')",
                "drop table orders cascade");

        Done done = restoringWithoutPrograms().handle(new RestoreWork(backup, null), restore());

        assertThat(shop.fingerprint()).isEqualTo(before);
        assertThat(shop.text("show work_mem")).isEqualTo("12MB");
        assertThat(POSTGRES.text(
                        "postgres",
                        "select has_database_privilege('pg_monitor', '" + shop.database() + "', 'connect')"))
                .isEqualTo("f");
        assertThat(shop.text("select nextval('never_called')")).isEqualTo("2");
        assertThat(POSTGRES.text(
                        "postgres",
                        "select shobj_description(oid, 'pg_database') from pg_database where" + " datname = '"
                                + shop.database() + "'"))
                .doesNotContain("snapshot");
        assertThat(done.evidence())
                .filteredOn(item -> item.label().equals("restored from"))
                .singleElement()
                .satisfies(item -> assertThat(item.value()).startsWith("snapshot " + shop.database() + "_snapshot_"));
        assertThat(snapshots()).isZero();
    }

    @Test
    void provesThatNobodyElseHasConnectedSinceTheCopy() throws Exception {
        BackupTaken backup = take();
        String before = backup.sha256();

        Done done = new RestoreHandler(Backups.PROGRAMS, Backups.PROCESSES)
                .handle(new RestoreWork(backup, execution.databaseSessions()), restore());

        assertThat(before).isNotEmpty();
        assertThat(done.evidence())
                .anySatisfy(item -> assertThat(item.label()).isEqualTo("nobody else has connected since the backup"));
    }

    @Test
    void takesNoCopyWhileSomebodyIsConnectedAndSaysWho() throws Exception {
        try (Connection client = POSTGRES.connect(shop.database())) {
            assertThat(client.isValid(1)).isTrue();

            assertThatThrownBy(() -> handler.handle(WORK, execution))
                    .asInstanceOf(type(WorkFailed.class))
                    .satisfies(failed -> {
                        assertThat(failed.failure().code()).isEqualTo(FailureCode.STILL_RUNNING);
                        assertThat(failed.failure().message()).contains("1 of \"", "PostgreSQL JDBC Driver");
                    });
            assertThat(client.isValid(1)).isTrue();
        }
        assertThat(snapshots()).isZero();
        assertThat(Backups.files(backups)).isEmpty();
    }

    /** However it came by the comment: what bears the live one's name is not a copy of it. */
    @Test
    void neverDropsTheLiveDatabase() throws Exception {
        BackupTaken backup = take();
        String comment = POSTGRES.text(
                "postgres", "select shobj_description(oid, 'pg_database') from pg_database where " + snapshotsOfShop());
        restoringWithoutPrograms().handle(new RestoreWork(backup, null), restore());
        shop.execute("comment on database " + shop.database() + " is '" + comment + "'");

        new DropSnapshotsHandler()
                .handle(new DropSnapshotsWork(), HandlerExecution.of("drop-1", shop.environment(backups)));

        assertThat(shop.text("select count(*) from orders")).isEqualTo("500");
    }

    @Test
    void restoresFromTheDumpWhereTheCopyIsGone() throws Exception {
        BackupTaken backup = take();
        POSTGRES.execute("postgres", "drop database " + snapshot());

        restoresFromTheDump(backup);
    }

    @Test
    void restoresFromTheDumpWhereSomebodyMayHaveChangedTheCopy() throws Exception {
        BackupTaken backup = take();
        String snapshot = snapshot();
        POSTGRES.execute("postgres", "alter database " + snapshot + " with allow_connections true");
        POSTGRES.execute(snapshot, "delete from orders");

        restoresFromTheDump(backup);
    }

    private void restoresFromTheDump(BackupTaken backup) throws Exception {
        String before = shop.fingerprint();
        shop.execute("delete from orders");

        Done done = new RestoreHandler(Backups.PROGRAMS, Backups.PROCESSES)
                .handle(new RestoreWork(backup, null), restore());

        assertThat(shop.fingerprint()).isEqualTo(before);
        assertThat(done.evidence())
                .contains(new Evidence("restored from", backup.id().text()));
    }

    @Test
    void keepsNoCopyOfABackupThatIsNotVerified() {
        BackupHandler failing =
                new BackupHandler(FakePrograms.failing(scripts, "pg_restore", Backups.PROCESSES), Backups.PROCESSES);

        assertThatThrownBy(() -> failing.handle(
                        new BackupWork(Set.of(Verification.LIST), null, null, BackupWork.Snapshot.BESIDE), execution))
                .isInstanceOf(WorkFailed.class);

        assertThat(snapshots()).isZero();
    }

    @Test
    void keepsNoCopyWhereItIsCancelled() {
        Path halfWay = scripts.resolve("half-way");
        BackupHandler slow = new BackupHandler(
                FakePrograms.with(
                        scripts,
                        "pg_dump",
                        FakePrograms.versionOr("pg_dump", "touch " + halfWay + "; exec sleep 300"),
                        Backups.PROCESSES),
                Backups.PROCESSES);
        CompletableFuture<Done> running = CompletableFuture.supplyAsync(() -> {
            try {
                return slow.handle(WORK, execution);
            } catch (Exception ended) {
                throw new IllegalStateException(ended);
            }
        });
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(halfWay));
        assertThat(snapshots()).isEqualTo(1);
        execution.cancel();

        await().atMost(Duration.ofSeconds(20)).until(running::isDone);
        assertThat(running).isCompletedExceptionally();
        assertThat(snapshots()).isZero();
    }

    /** A worker that dies between the copy and its comment leaves a database that says nothing of itself. */
    @Test
    void removesWhatADeadWorkerLeftOfItsCopy() throws Exception {
        String id = "20260101-000000-abc123";
        execution.note("backup", id);
        POSTGRES.execute(
                "postgres",
                "create database " + DatabaseSnapshot.nameFor(shop.database(), new BackupId(id)) + " template "
                        + shop.database());
        assertThat(snapshots()).isEqualTo(1);

        assertThat(handler.witness(WORK, execution)).isInstanceOf(Witnessed.WasNotDone.class);

        assertThat(snapshots()).isZero();
    }

    @Test
    void findsAFinishedBackupAgainAndItsCopyToo() throws Exception {
        take();

        assertThat(handler.witness(WORK, execution)).isInstanceOf(Witnessed.WasDone.class);

        assertThat(snapshots()).isEqualTo(1);
    }

    @Test
    void theCopyIsWhatItWasWhereTheRestoreFails() throws Exception {
        BackupTaken backup = take();
        String snapshot = snapshot();
        String before = shop.fingerprint();
        shop.execute("delete from orders");
        shop.execute("begin; insert into customers (name) values ('p'); prepare transaction '" + snapshot + "'");
        try {
            assertThatThrownBy(() -> restoringWithoutPrograms().handle(new RestoreWork(backup, null), restore()))
                    .isInstanceOf(WorkFailed.class);
        } finally {
            shop.execute("rollback prepared '" + snapshot + "'");
        }
        assertThat(snapshot()).isEqualTo(snapshot);

        restoringWithoutPrograms().handle(new RestoreWork(backup, null), restore());

        assertThat(shop.fingerprint()).isEqualTo(before);
    }

    @Test
    void aCopyGoesWithItsBackup() throws Exception {
        BackupTaken first = take();
        awaitNoClients();
        Path directory = Path.of(first.file()).resolveSibling("");
        for (String name : Backups.files(directory)) {
            Files.delete(directory.resolve(name));
        }

        execution = HandlerExecution.of("backup-2", shop.environment(backups));
        Done done = handler.handle(WORK, execution);

        assertThat(done.evidence()).anySatisfy(item -> assertThat(item.label()).isEqualTo("older snapshot dropped"));
        assertThat(snapshots()).isEqualTo(1);
    }

    @Test
    void dropsTheCopiesOfADeploymentThatIsOverAndNoOthers() throws Exception {
        take();
        POSTGRES.execute("postgres", "create database " + shop.database() + "_snapshot_by_hand");
        DropSnapshotsHandler dropping = new DropSnapshotsHandler();

        Done done = dropping.handle(new DropSnapshotsWork(), HandlerExecution.of("drop-1", shop.environment(backups)));

        assertThat(done.evidence()).extracting(Evidence::label).containsExactly("snapshot dropped");
        assertThat(snapshot()).isEqualTo(shop.database() + "_snapshot_by_hand");
        assertThat(dropping.handle(new DropSnapshotsWork(), HandlerExecution.of("drop-1", shop.environment(backups)))
                        .evidence())
                .isEmpty();
        POSTGRES.execute("postgres", "drop database " + shop.database() + "_snapshot_by_hand");
    }

    private BackupTaken take() throws Exception {
        BackupTaken taken = (BackupTaken) handler.handle(WORK, execution).output();
        awaitNoClients();
        return taken;
    }

    private HandlerExecution restore() {
        return HandlerExecution.of("restore-1", shop.environment(backups));
    }

    private RestoreHandler restoringWithoutPrograms() {
        return new RestoreHandler(FakePrograms.failing(scripts, "pg_restore", Backups.PROCESSES), Backups.PROCESSES);
    }

    private int snapshots() {
        return Integer.parseInt(
                POSTGRES.text("postgres", "select count(*) from pg_database where " + snapshotsOfShop()));
    }

    private String snapshot() {
        return POSTGRES.text("postgres", "select datname from pg_database where " + snapshotsOfShop());
    }

    private String snapshotsOfShop() {
        return "datname like '" + shop.database() + "\\_snapshot\\_%'";
    }

    private void awaitNoClients() {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> POSTGRES.text(
                                "postgres",
                                "select count(*) from pg_stat_activity where datname = '" + shop.database() + "'")
                        .equals("0"));
    }
}
