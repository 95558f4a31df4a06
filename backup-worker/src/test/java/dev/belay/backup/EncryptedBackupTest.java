package dev.belay.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.belay.backup.catalogue.BackupManifest;
import dev.belay.backup.opening.VerifiedBackup;
import dev.belay.backup.restoring.RestoreHandler;
import dev.belay.backup.sealing.SealingLook;
import dev.belay.backup.taking.BackupHandler;
import dev.belay.backup.verifying.Verifications;
import dev.belay.contracts.manifest.Capability;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.BackupWork;
import dev.belay.contracts.work.BackupWork.Verification;
import dev.belay.contracts.work.Output.BackupTaken;
import dev.belay.contracts.work.RestoreWork;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.BackupEncryption;
import dev.belay.worker.environment.settings.Secret;
import dev.belay.worker.execution.Done;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.process.Programs;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptedBackupTest {
    private static final Shop SHOP = Shop.open(1_000);
    private static final BackupHandler HANDLER = new BackupHandler(Backups.PROGRAMS, Backups.PROCESSES);

    @TempDir
    Path keys;

    @TempDir
    Path backups;

    private Path identity;
    private String recipient;

    @BeforeAll
    static void needsTheProgram() {
        assumeTrue(Programs.find("age", Optional.empty()).isPresent(), "age is installed");
    }

    @BeforeEach
    void makesAKey() throws Exception {
        identity = keys.resolve("identity");
        recipient = key(identity);
    }

    @Test
    void takesABackupThatOnlyItsIdentityOpensAndThatPassesEveryVerification() throws Exception {
        Done done =
                HANDLER.handle(new BackupWork(EnumSet.allOf(Verification.class), null), execution(byFile(identity)));

        BackupTaken taken = (BackupTaken) done.output();
        assertThat(Path.of(taken.file())).hasFileName("dump.pgc.zst.age");
        assertThat(Files.readAllBytes(Path.of(taken.file())))
                .startsWith("age-encryption.org/v1".getBytes(StandardCharsets.US_ASCII));
        BackupManifest.Dump dump = VerifiedBackup.find(taken).manifest().dump();
        assertThat(dump.encryption().recipient()).isEqualTo(recipient);
        assertThat(dump.encryption().plainSha256()).hasSize(64).isNotEqualTo(dump.sha256());
        assertThat(taken.verified()).hasSize(3);
        assertThat(done.evidence())
                .anySatisfy(item -> assertThat(item.value()).contains("has proven that it can decrypt"));
        assertThat(Backups.files(backups))
                .containsExactlyInAnyOrder("dump.pgc.zst.age", "manifest.json", "in-use.lock");
    }

    @Test
    void restoresWithAKeyThatAReferenceHasFilledIn() throws Exception {
        BackupEncryption filledIn = new BackupEncryption(
                recipient, Optional.of(new BackupEncryption.IdentityText(new Secret(Files.readString(identity)))));
        Shop shop = Shop.open(50);
        String before = shop.fingerprint();
        BackupTaken taken = (BackupTaken) HANDLER.handle(
                        new BackupWork(Set.of(Verification.CHECKSUM), null),
                        HandlerExecution.of("backup-1", environment(shop, Optional.of(filledIn))))
                .output();
        shop.execute("delete from orders");

        new RestoreHandler(Backups.PROGRAMS, Backups.PROCESSES)
                .handle(
                        new RestoreWork(taken, null),
                        HandlerExecution.of("restore-1", environment(shop, Optional.of(filledIn))));

        assertThat(shop.fingerprint()).isEqualTo(before);
    }

    @Test
    void saysBeforeTheReleaseThatNothingCanBeRestoredHereWithoutAnIdentity() throws Exception {
        BackupEncryption sealed = new BackupEncryption(recipient, Optional.empty());

        Done done = HANDLER.handle(new BackupWork(Set.of(Verification.CHECKSUM), null), execution(sealed));
        WorkFailed refused = failure(sealed, Verification.RESTORE);

        assertThat(done.evidence()).anySatisfy(item -> assertThat(item.label()).isEqualTo("cannot be restored here"));
        assertThat(refused.failure().code()).isEqualTo(FailureCode.ENVIRONMENT_LACKS);
        assertThat(refused.failure().message()).contains("cannot be listed or restored here", recipient);
    }

    @Test
    void findsAnIdentityThatDoesNotFitBeforeAnythingIsDumped() throws Exception {
        Path other = keys.resolve("other");
        key(other);

        WorkFailed wrong = failure(byFile(other), Verification.CHECKSUM);
        WorkFailed missing = failure(byFile(keys.resolve("nowhere")), Verification.CHECKSUM);

        assertThat(wrong.failure().code()).isEqualTo(FailureCode.ENVIRONMENT_INVALID);
        assertThat(wrong.failure().message()).contains(recipient, "cannot be decrypted", "no identity matched");
        assertThat(missing.failure().message()).contains(keys.resolve("nowhere").toString(), "cannot be read");
        assertThat(Backups.files(backups)).isEmpty();
    }

    @Test
    void findsDamageBehindTheEncryption() throws Exception {
        BackupTaken taken = (BackupTaken)
                HANDLER.handle(new BackupWork(Set.of(Verification.CHECKSUM), null), execution(byFile(identity)))
                        .output();
        VerifiedBackup backup = VerifiedBackup.find(taken);
        byte[] whole = Files.readAllBytes(backup.files().dump());
        for (int at : new int[] {30, 200, whole.length / 2, whole.length - 1}) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 4;
            Files.write(backup.files().dump(), damaged);

            WorkFailed failed = catchThrowableOfType(
                    WorkFailed.class,
                    () -> new Verifications(Backups.PROGRAMS, Backups.PROCESSES)
                            .verify(
                                    Set.of(Verification.LIST),
                                    backup.manifest(),
                                    backup.files(),
                                    execution(byFile(identity)),
                                    new ArrayList<>()));

            assertThat(failed).as("byte %s", at).isNotNull();
            assertThat(failed.failure().code()).isEqualTo(FailureCode.BACKUP_NOT_VERIFIED);
        }
    }

    @Test
    void publishesWhetherThisHostCanDecrypt() throws Exception {
        Path other = keys.resolve("other");
        key(other);

        assertThat(SealingLook.look(byFile(identity)))
                .extracting(Capability::standing)
                .containsExactly(Capability.Standing.HAS, Capability.Standing.HAS);
        assertThat(SealingLook.look(new BackupEncryption(recipient, Optional.empty())))
                .filteredOn(found -> found.name().equals(Capability.BACKUP_IDENTITY))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.standing()).isEqualTo(Capability.Standing.LACKS);
                    assertThat(found.found()).contains("cannot be restored on this host");
                });
        assertThat(SealingLook.look(byFile(other))).singleElement().satisfies(found -> {
            assertThat(found.name()).isEqualTo(Capability.BACKUP_IDENTITY);
            assertThat(found.standing()).isEqualTo(Capability.Standing.LACKS);
            assertThat(found.found()).contains("cannot be decrypted", recipient);
        });
    }

    private WorkFailed failure(BackupEncryption encryption, Verification verification) {
        return catchThrowableOfType(
                WorkFailed.class,
                () -> HANDLER.handle(new BackupWork(Set.of(verification), null), execution(encryption)));
    }

    private BackupEncryption byFile(Path file) {
        return new BackupEncryption(recipient, Optional.of(new BackupEncryption.IdentityFile(file)));
    }

    private HandlerExecution execution(BackupEncryption encryption) {
        return HandlerExecution.of("backup-1", environment(SHOP, Optional.of(encryption)));
    }

    private Environment environment(Shop shop, Optional<BackupEncryption> encryption) {
        return shop.environment(backups, encryption, Optional.empty());
    }

    private static String key(Path file) throws Exception {
        Process keygen = new ProcessBuilder("age-keygen", "-o", file.toString()).start();
        assertThat(keygen.waitFor()).isZero();
        Process shown = new ProcessBuilder("age-keygen", "-y", file.toString()).start();
        return new String(shown.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
