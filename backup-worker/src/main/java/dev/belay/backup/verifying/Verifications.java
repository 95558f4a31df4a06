package dev.belay.backup.verifying;

import dev.belay.backup.catalogue.BackupFiles;
import dev.belay.backup.catalogue.BackupManifest;
import dev.belay.backup.catalogue.ManifestFile;
import dev.belay.backup.opening.PlainDump;
import dev.belay.backup.opening.VerifiedBackup;
import dev.belay.backup.postgres.PostgresPrograms;
import dev.belay.backup.scratch.ScratchDirectory;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.work.BackupWork.Verification;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.process.Processes;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Verifies a backup in the ways that were asked for, the cheapest that can find a fault first. */
public final class Verifications {
    private final TableOfContents tableOfContents;
    private final TestRestore testRestore;

    public Verifications(PostgresPrograms programs, Processes processes) {
        this.tableOfContents = new TableOfContents(programs, processes);
        this.testRestore = new TestRestore(programs, processes);
    }

    /**
     * Records each verification in the manifest as soon as it is passed.
     *
     * @param evidence receives what there is to show
     * @throws dev.belay.worker.failure.WorkFailed when one is not passed
     */
    public BackupManifest verify(
            Set<Verification> wanted,
            BackupManifest taken,
            BackupFiles files,
            Execution execution,
            List<Evidence> evidence)
            throws IOException, InterruptedException, SQLException {
        BackupManifest manifest = taken;
        if (wanted.contains(Verification.CHECKSUM)) {
            new VerifiedBackup(files, manifest).requireDigest(manifest.dump().sha256());
            evidence.add(new Evidence("checksum", "the file on disk has the digest of what was dumped"));
            manifest = record(files, manifest, Verification.CHECKSUM);
        }
        boolean list = wanted.contains(Verification.LIST);
        boolean restore = wanted.contains(Verification.RESTORE);
        if (list || restore) {
            try (PlainDump plain = PlainDump.of(files, manifest, execution)) {
                if (list) {
                    evidence.add(tableOfContents.verify(manifest, plain.file(), execution));
                    manifest = record(files, manifest, Verification.LIST);
                }
                if (restore) {
                    evidence.add(testRestore.verify(manifest, files, plain.file(), execution));
                    manifest = record(files, manifest, Verification.RESTORE);
                }
            }
        }
        return manifest;
    }

    /** Removes what a killed worker left of its test restore. */
    public static void removeLeftovers(Environment environment) throws IOException {
        ScratchDirectory.removeAbandoned(environment, ScratchDirectory.Use.TEST_RESTORE);
    }

    private static BackupManifest record(BackupFiles files, BackupManifest manifest, Verification passed)
            throws IOException {
        BackupManifest more = manifest.withVerified(passed);
        ManifestFile.write(files, more);
        return more;
    }
}
