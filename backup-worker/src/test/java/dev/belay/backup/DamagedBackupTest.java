package dev.belay.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.belay.backup.catalogue.BackupManifest;
import dev.belay.backup.catalogue.DatabaseContents;
import dev.belay.backup.catalogue.TableCount;
import dev.belay.backup.opening.VerifiedBackup;
import dev.belay.backup.postgres.PostgresPrograms;
import dev.belay.backup.taking.BackupHandler;
import dev.belay.backup.verifying.Verifications;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.BackupWork;
import dev.belay.contracts.work.BackupWork.Verification;
import dev.belay.contracts.work.Output.BackupTaken;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DamagedBackupTest {
    private static final Shop SHOP = Shop.open(1_000);

    @TempDir
    Path backups;

    @ParameterizedTest
    @CsvSource({"0.0", "0.001", "0.25", "0.5", "0.75", "0.999"})
    void findsAFlippedBitByItsDigest(double at) throws Exception {
        BackupTaken backup = Backups.take(SHOP, backups);
        flip(backup, at);

        assertThatThrownBy(() -> verify(backup, Verification.CHECKSUM))
                .asInstanceOf(type(WorkFailed.class))
                .satisfies(failed -> {
                    assertThat(failed.failure().code()).isEqualTo(FailureCode.BACKUP_NOT_VERIFIED);
                    assertThat(failed.failure().message())
                            .contains(backup.id().text(), "digest", "differs", backup.sha256());
                });
    }

    @ParameterizedTest
    @EnumSource
    void findsATruncatedFileWhicheverWayItIsVerified(Verification verification) throws Exception {
        BackupTaken backup = Backups.take(SHOP, backups);
        Path dump = Path.of(backup.file());
        byte[] bytes = Files.readAllBytes(dump);
        Files.write(dump, Arrays.copyOf(bytes, bytes.length * 2 / 3));

        assertThatThrownBy(() -> verify(backup, verification))
                .asInstanceOf(type(WorkFailed.class))
                .satisfies(failed -> assertThat(failed.failure().code()).isEqualTo(FailureCode.BACKUP_NOT_VERIFIED));
    }

    @ParameterizedTest
    @CsvSource({"0.25", "0.5", "0.999"})
    void findsAFlippedBitWithoutTheDigestToo(double at) throws Exception {
        BackupTaken backup = Backups.take(SHOP, backups);
        flip(backup, at);

        assertThatThrownBy(() -> verify(backup, Verification.LIST))
                .asInstanceOf(type(WorkFailed.class))
                .extracting(failed -> failed.failure().message())
                .asString()
                .contains("does not decompress as a whole");
    }

    @Test
    void namesTheTableWhoseRowsDoNotComeBack() throws Exception {
        BackupTaken backup = Backups.take(SHOP, backups);
        VerifiedBackup found = VerifiedBackup.find(backup);
        BackupManifest manifest = withOneMoreOrder(found.manifest());

        assertThatThrownBy(() -> new Verifications(Backups.PROGRAMS, Backups.PROCESSES)
                        .verify(
                                Set.of(Verification.RESTORE),
                                manifest,
                                found.files(),
                                HandlerExecution.of("backup-1", SHOP.environment(backups)),
                                new ArrayList<>()))
                .asInstanceOf(type(WorkFailed.class))
                .extracting(failed -> failed.failure().message())
                .asString()
                .contains("table orders has 1000 rows; expected 1001");
    }

    @Test
    void setsAsideADumpThatDoesNotRestore() {
        PostgresPrograms nothingRestored = FakePrograms.with(
                backups, "pg_restore", FakePrograms.versionOr("pg_restore", "exit 0"), Backups.PROCESSES);

        assertThatThrownBy(() -> new BackupHandler(nothingRestored, Backups.PROCESSES)
                        .handle(
                                new BackupWork(Set.of(Verification.RESTORE), null),
                                HandlerExecution.of("backup-1", SHOP.environment(backups))))
                .asInstanceOf(type(WorkFailed.class))
                .satisfies(failed -> {
                    assertThat(failed.failure().message()).contains("is not there; expected");
                    assertThat(failed.failure().next()).contains("dump.pgc.zst.rejected");
                });
        assertThat(Backups.files(backups))
                .containsExactlyInAnyOrder("dump.pgc.zst.rejected", "in-use.lock", "pg_restore");
    }

    private void verify(BackupTaken backup, Verification verification) throws Exception {
        VerifiedBackup found = VerifiedBackup.find(backup);
        new Verifications(Backups.PROGRAMS, Backups.PROCESSES)
                .verify(
                        Set.of(verification),
                        found.manifest(),
                        found.files(),
                        HandlerExecution.of("backup-1", SHOP.environment(backups)),
                        new ArrayList<>());
    }

    private static void flip(BackupTaken backup, double at) throws Exception {
        Path dump = Path.of(backup.file());
        byte[] bytes = Files.readAllBytes(dump);
        bytes[(int) (bytes.length * at)] ^= 16;
        Files.write(dump, bytes);
    }

    private static BackupManifest withOneMoreOrder(BackupManifest manifest) {
        DatabaseContents contents = manifest.contents();
        List<TableCount> tables = contents.tables().stream()
                .map(table -> table.table().equals("orders") ? table.counted(table.rows() + 1) : table)
                .toList();
        return new BackupManifest(
                manifest.id(),
                manifest.source(),
                manifest.dump(),
                new DatabaseContents(
                        tables,
                        contents.largeObjects(),
                        contents.validatedConstraints(),
                        contents.validIndexes(),
                        contents.sequences(),
                        contents.objects()),
                manifest.needs(),
                List.of());
    }
}
