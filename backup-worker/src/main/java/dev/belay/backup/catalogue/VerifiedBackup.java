package dev.belay.backup.catalogue;

import dev.belay.contracts.FailureCode;
import dev.belay.contracts.Output.BackupTaken;
import dev.belay.worker.failure.WorkFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A backup as a step has handed it on, found again on disk. */
public record VerifiedBackup(BackupFiles files, BackupManifest manifest) {
    /** Finds the files; does not yet look into the dump. */
    public static VerifiedBackup find(BackupTaken taken) throws IOException {
        BackupFiles files = BackupFiles.ofDump(Path.of(taken.file()));
        ManifestReading reading = ManifestFile.read(files);
        BackupManifest manifest = reading.whole().orElseThrow(() -> notWhole(taken, reading.description()));
        if (!Files.isRegularFile(files.dump())) {
            throw notWhole(taken, files.dump() + " is not there");
        }
        return new VerifiedBackup(files, manifest);
    }

    /** Keeps the backup and its temporary files from being removed meanwhile. */
    public InUse claim() throws IOException {
        return InUse.claim(files.directory());
    }

    /** Reads the whole dump and compares it with the digest that the step handed on. */
    public void requireDigest(String expected) throws IOException {
        String found = Digest.ofFile(files.dump());
        if (!found.equals(expected)) {
            throw digestDiffers(manifest, files.dump(), found, expected);
        }
    }

    public static WorkFailed digestDiffers(BackupManifest manifest, Path dump, String found, String expected)
            throws IOException {
        return new WorkFailed(
                FailureCode.BACKUP_NOT_VERIFIED,
                "The digest of backup " + manifest.id() + " differs: " + dump + " has SHA-256 " + found + " and "
                        + Files.size(dump) + " bytes; expected " + expected + " and "
                        + manifest.dump().bytes() + " bytes.",
                "Do not restore this file. Check the disk that it lies on, and take or choose another backup.");
    }

    private static WorkFailed notWhole(BackupTaken taken, String how) {
        return new WorkFailed(
                FailureCode.BACKUP_MISSING,
                "Backup " + taken.id() + " is not whole: " + how + ".",
                "Look for the file on the worker's host, or choose another backup.");
    }
}
