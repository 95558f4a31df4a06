package dev.belay.backup.opening;

import dev.belay.backup.catalogue.BackupFiles;
import dev.belay.backup.catalogue.BackupManifest;
import dev.belay.backup.catalogue.DumpPart;
import dev.belay.backup.catalogue.DumpParts;
import dev.belay.backup.catalogue.ManifestFile;
import dev.belay.backup.catalogue.ManifestReading;
import dev.belay.backup.disk.Digest;
import dev.belay.backup.disk.InUse;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.Output.BackupTaken;
import dev.belay.worker.failure.WorkFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A backup as a step has handed it on, found again on disk. */
public record VerifiedBackup(BackupFiles files, BackupManifest manifest) {
    /** Finds the files; does not yet look into the dump. */
    public static VerifiedBackup find(BackupTaken taken) throws IOException {
        BackupFiles files = BackupFiles.ofDump(Path.of(taken.file()));
        ManifestReading reading = ManifestFile.read(files);
        BackupManifest manifest = reading.whole().orElseThrow(() -> notWhole(taken, reading.description()));
        if (!Files.exists(files.dump())) {
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
        List<DumpPart> parts = manifest.dump().files();
        if (parts != null) {
            requireParts(parts);
        }
        String found = parts == null ? Digest.ofFile(files.dump()) : DumpParts.digest(parts);
        if (!found.equals(expected)) {
            throw digestDiffers(manifest, files.dump(), found, expected);
        }
    }

    /** Fails at the first file of a directory that is not as it was written. */
    void requireParts(List<DumpPart> parts) throws IOException {
        Optional<String> difference = DumpParts.difference(files.dump(), parts);
        if (difference.isPresent()) {
            throw new WorkFailed(
                    FailureCode.BACKUP_NOT_VERIFIED,
                    "The digest of backup " + manifest.id() + " differs: " + difference.get() + ".",
                    "Do not restore this dump. Check the disk that it lies on, and take or choose another backup.");
        }
    }

    /** Whether the dump is what was dumped. */
    public boolean isUnchanged() throws IOException {
        if (!Files.exists(files.dump())) {
            return false;
        }
        List<DumpPart> parts = manifest.dump().files();
        return parts == null
                ? Digest.ofFile(files.dump()).equals(manifest.dump().sha256())
                : DumpParts.difference(files.dump(), parts).isEmpty();
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
