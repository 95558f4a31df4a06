package dev.belay.backup.sealing;

import dev.belay.contracts.manifest.Capability;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.environment.settings.BackupEncryption;
import dev.belay.worker.failure.WorkFailed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Whether backups can be encrypted here, and decrypted again. */
public final class SealingLook {
    private static final String ENCRYPTS = "the program age, since backups are encrypted";
    private static final String DECRYPTS = "the private key of the encrypted backups, to list, test and restore them";

    private SealingLook() {}

    /** Encrypts and decrypts a few bytes. */
    public static List<Capability> look(BackupEncryption encryption) {
        try {
            boolean decrypts = Unsealing.rehearse(encryption, Path.of(System.getProperty("java.io.tmpdir")));
            AgeProgram.require();
            return List.of(
                    Capability.had(Capability.BACKUP_ENCRYPTION, ENCRYPTS),
                    decrypts
                            ? Capability.had(Capability.BACKUP_IDENTITY, DECRYPTS)
                            : Capability.lacking(
                                    Capability.BACKUP_IDENTITY,
                                    DECRYPTS,
                                    "\"backups.identity\" is not given, so backups cannot be restored on this host",
                                    "Give the identity in the environment file, or write \"verify: [checksum]\" in a"
                                            + " plan that never restores."));
        } catch (WorkFailed failed) {
            String name = failed.failure().code() == FailureCode.PROGRAM_MISSING
                    ? Capability.BACKUP_ENCRYPTION
                    : Capability.BACKUP_IDENTITY;
            return List.of(Capability.lacking(
                    name,
                    name.equals(Capability.BACKUP_IDENTITY) ? DECRYPTS : ENCRYPTS,
                    failed.failure().message(),
                    failed.failure().next()));
        } catch (IOException unreadable) {
            return List.of(
                    Capability.unknown(Capability.BACKUP_IDENTITY, DECRYPTS, String.valueOf(unreadable.getMessage())));
        }
    }
}
