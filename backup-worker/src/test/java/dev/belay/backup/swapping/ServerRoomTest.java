package dev.belay.backup.swapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.backup.Backups;
import dev.belay.backup.Shop;
import dev.belay.backup.ThrowawayPostgres;
import dev.belay.backup.disk.Readable;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.backup.restoring.RestoreHandler;
import dev.belay.backup.taking.BackupHandler;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.BackupWork;
import dev.belay.contracts.work.Output.BackupTaken;
import dev.belay.contracts.work.RestoreWork;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The peak of the server's disk is said beforehand, and compared with what a command of the environment tells. */
class ServerRoomTest {
    private static final long GIGABYTE = 1_000_000_000;
    private static final ThrowawayPostgres POSTGRES = ThrowawayPostgres.shared();
    private static final Shop SHOP = Shop.open(10);

    @TempDir
    Path backups;

    @Test
    void isUnverifiedWhereNothingTellsIt() throws Exception {
        assertThat(forRestore(GIGABYTE / 2, environment()))
                .isEqualTo("a restore takes 500 MB for the database beside the live one, and up to 500 MB of"
                        + " write-ahead log; how much is free there is unverified: the environment file names no command"
                        + " \"database.limits.diskFree\"");
        assertThat(forRestore(GIGABYTE, environment("echo", "plenty")))
                .endsWith(
                        "is unverified: \"echo\" of database.limits.diskFree printed \"plenty\"; expected that its last"
                                + " line is a number of kilobytes, as df prints it, or an amount such as 12GB");
    }

    @Test
    void isComparedWithWhatTheCommandTells() throws Exception {
        assertThat(forRestore(GIGABYTE, environment("echo", "120GB")))
                .endsWith("of write-ahead log; 129 GB are free there");
        assertThatThrownBy(() -> forRestore(GIGABYTE, environment("printf", "Avail\\n 1024\\n")))
                .isInstanceOfSatisfying(WorkFailed.class, failed -> {
                    assertThat(failed.failure().code()).isEqualTo(FailureCode.DISK_FULL);
                    assertThat(failed.failure().message())
                            .startsWith(
                                    "The server's disk has 1.0 MB free, as \"database.limits.diskFree\" tells; a restore"
                                            + " takes 1.0 GB for the database");
                    assertThat(failed.failure().next()).contains("Make room there");
                });
    }

    /** The server lets go of log that nobody needs, once there is as much as it was told. */
    @Test
    void logIsBoundedWhereNobodyKeepsIt() throws Exception {
        String most = POSTGRES.text("postgres", "select pg_size_bytes(current_setting('max_wal_size'))");
        long bounded = Long.parseLong(most);
        assertThat(forRestore(50 * bounded, environment()))
                .contains("up to " + Readable.bytes(bounded) + " of write-ahead log");

        POSTGRES.execute("postgres", "select pg_create_physical_replication_slot('keeps_the_log')");
        try {
            assertThat(forRestore(50 * bounded, environment()))
                    .contains("up to " + Readable.bytes(50 * bounded) + " of write-ahead log");
        } finally {
            POSTGRES.execute("postgres", "select pg_drop_replication_slot('keeps_the_log')");
        }
    }

    @Test
    void isToldByTheBackupAndRequiredByTheRestore() throws Exception {
        HandlerExecution taking = HandlerExecution.of("backup-1", environment("echo", "120GB"));
        var done = new BackupHandler(Backups.PROGRAMS, Backups.PROCESSES)
                .handle(new BackupWork(Set.of(BackupWork.Verification.RESTORE), null), taking);
        assertThat(done.evidence())
                .filteredOn(item -> item.label().equals("room on the server's disk"))
                .extracting(Evidence::value)
                .singleElement()
                .asString()
                .startsWith("a restore takes ")
                .endsWith("129 GB are free there");

        assertThatThrownBy(() -> new RestoreHandler(Backups.PROGRAMS, Backups.PROCESSES)
                        .handle(
                                new RestoreWork((BackupTaken) done.output(), null),
                                HandlerExecution.of("restore-1", environment("echo", "1KB"))))
                .isInstanceOfSatisfying(
                        WorkFailed.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo(FailureCode.DISK_FULL));
        assertThatThrownBy(() -> new BackupHandler(Backups.PROGRAMS, Backups.PROCESSES)
                        .handle(
                                new BackupWork(Set.of(), null, BackupWork.WayBack.RESTORE, null),
                                HandlerExecution.of("backup-2", environment("echo", "1KB"))))
                .as("a backup that a later step counts on")
                .isInstanceOfSatisfying(
                        WorkFailed.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo(FailureCode.DISK_FULL));
    }

    private String forRestore(long databaseBytes, Environment environment) throws Exception {
        HandlerExecution execution = HandlerExecution.of("restore-1", environment);
        try (DatabaseSession session = DatabaseSession.elsewhere(POSTGRES.superuser("postgres"), execution)) {
            return new ServerRoom(Backups.PROCESSES, execution)
                    .forRestore(session, databaseBytes)
                    .value();
        }
    }

    private Environment environment(String... diskFree) {
        Login login = POSTGRES.superuser(SHOP.database());
        Environments environment =
                Environments.environment().backups(backups, 3).localScratch();
        return (diskFree.length == 0 ? environment.database(login) : environment.database(login, diskFree)).build();
    }
}
