package dev.belay.backup.taking;

import dev.belay.backup.catalogue.BackupDirectory;
import dev.belay.backup.catalogue.BackupFiles;
import dev.belay.backup.catalogue.BackupManifest;
import dev.belay.backup.catalogue.ManifestFile;
import dev.belay.backup.catalogue.OpenBackup;
import dev.belay.backup.catalogue.Retention;
import dev.belay.backup.disk.Readable;
import dev.belay.backup.elsewhere.CopiesElsewhere;
import dev.belay.backup.opening.VerifiedBackup;
import dev.belay.backup.postgres.DatabaseFailure;
import dev.belay.backup.postgres.PostgresPrograms;
import dev.belay.backup.sealing.Unsealing;
import dev.belay.backup.snapshots.OpenSnapshot;
import dev.belay.backup.snapshots.SnapshotSweep;
import dev.belay.backup.snapshots.SnapshotTaker;
import dev.belay.backup.swapping.RestorePossibility;
import dev.belay.backup.swapping.ServerRoom;
import dev.belay.backup.verifying.Verifications;
import dev.belay.contracts.BackupId;
import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.BackupWork;
import dev.belay.contracts.work.Output;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.BackupEncryption;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.process.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Dumps the database, verifies the dump as asked, and lets old backups go. */
public final class BackupHandler implements Handler<BackupWork> {
    private static final String NOTED_BACKUP = "backup";

    private final Processes processes;
    private final DumpTaker dumps;
    private final Verifications verifications;
    private final CopiesElsewhere copies;

    public BackupHandler(PostgresPrograms programs, Processes processes) {
        this.processes = processes;
        this.dumps = new DumpTaker(programs, processes);
        this.verifications = new Verifications(programs, processes);
        this.copies = new CopiesElsewhere(processes);
    }

    @Override
    public Class<BackupWork> accepts() {
        return BackupWork.class;
    }

    @Override
    public Done handle(BackupWork work, Execution execution) throws IOException, InterruptedException {
        Environment environment = execution.environment();
        Login login = environment.requireDatabase().main();
        if (work.verifications().contains(BackupWork.Verification.RESTORE)) {
            environment.requireScratch();
        }
        BackupDirectory directory = BackupDirectory.of(environment);
        BackupId id = BackupDirectory.newId();
        execution.note(NOTED_BACKUP, id.text());
        BackupDirectory.Standing former = directory.removeLeftovers();
        List<Evidence> damaged = former.damaged().stream()
                .map(found -> new Evidence("an older backup is damaged", found.description()))
                .toList();
        try (OpenBackup backup = directory.begin(id)) {
            List<Evidence> evidence = new ArrayList<>(damaged);
            evidence.addAll(rehearseSealing(work, environment, backup.files()));
            if (work.snapshot() == null) {
                return take(work, backup, Optional.empty(), directory, former.whole(), execution, evidence);
            }
            try (OpenSnapshot snapshot = new SnapshotTaker(execution).take(id, new ServerRoom(processes, execution))) {
                evidence.addAll(snapshot.evidence());
                return take(work, backup, Optional.of(snapshot), directory, former.whole(), execution, evidence);
            }
        } catch (SQLException error) {
            throw DatabaseFailure.of("taking a backup of the database at " + login.url(), error);
        }
    }

    private Done take(
            BackupWork work,
            OpenBackup backup,
            Optional<OpenSnapshot> snapshot,
            BackupDirectory directory,
            List<BackupManifest> former,
            Execution execution,
            List<Evidence> evidence)
            throws IOException, InterruptedException, SQLException {
        Environment environment = execution.environment();
        DumpSource source = DumpSource.of(environment.requireDatabase().main(), snapshot);
        BackupManifest taken = dumps.take(
                backup.id(),
                backup.files(),
                source,
                former,
                work,
                environment.requireBackups().encryption(),
                execution);
        if (snapshot.isPresent()) {
            snapshot.get().seal();
        }
        ManifestFile.write(backup.files(), taken);
        BackupManifest verified = verify(work, taken, backup, execution, evidence);
        if (work.verifications().contains(BackupWork.Verification.RESTORE)) {
            evidence.addAll(RestorePossibility.of(
                    verified.needs(),
                    verified.source().databaseBytes(),
                    new ServerRoom(processes, execution),
                    execution));
        }
        if (work.copyTo() != null) {
            evidence.add(copies.send(work.copyTo(), verified, directory, execution));
        }
        snapshot.ifPresent(OpenSnapshot::keep);
        backup.keep();
        boolean sweeps = Stream.concat(former.stream(), Stream.of(verified))
                .anyMatch(manifest -> manifest.source().snapshot() != null);
        evidence.addAll(
                retention(work, environment).apply(directory, execution.id().deployment()));
        evidence.addAll(copies.removeAbandoned(directory, execution));
        if (sweeps) {
            evidence.addAll(SnapshotSweep.run(directory, verified, open(work), execution));
        }
        return done(backup.files(), verified, evidence);
    }

    @Override
    public Witnessed witness(BackupWork work, Execution execution) throws IOException {
        Optional<BackupId> noted = execution.noted(NOTED_BACKUP).map(BackupId::new);
        if (noted.isEmpty()) {
            return new Witnessed.WasNotDone("no backup had been begun");
        }
        Verifications.removeLeftovers(execution.environment());
        BackupDirectory directory = BackupDirectory.of(execution.environment());
        BackupFiles files = directory.files(noted.get());
        Optional<BackupManifest> manifest = ManifestFile.find(files);
        if (manifest.isPresent()
                && manifest.get().verified().containsAll(work.verifications())
                && (work.copyTo() == null || CopiesElsewhere.isWhole(work.copyTo(), noted.get(), directory))
                && new VerifiedBackup(files, manifest.get()).isUnchanged()) {
            return new Witnessed.WasDone(done(files, manifest.get(), List.of()));
        }
        directory.remove(noted.get());
        if (work.snapshot() != null) {
            dropSnapshot(noted.get(), execution);
        }
        return new Witnessed.WasNotDone("backup " + noted.get() + " was not finished; its files have been removed");
    }

    private static void dropSnapshot(BackupId backup, Execution execution) {
        try {
            new SnapshotTaker(execution).dropLeftover(backup);
        } catch (SQLException error) {
            throw DatabaseFailure.of("dropping the snapshot of backup " + backup, error);
        }
    }

    /** A dump that fails is set aside under another name, and the next backup removes it. */
    private BackupManifest verify(
            BackupWork work, BackupManifest taken, OpenBackup backup, Execution execution, List<Evidence> evidence)
            throws IOException, InterruptedException, SQLException {
        try {
            return verifications.verify(work.verifications(), taken, backup.files(), execution, evidence);
        } catch (WorkFailed failed) {
            if (failed.failure().code() != FailureCode.BACKUP_NOT_VERIFIED) {
                throw failed;
            }
            Path rejected = backup.reject();
            Failure why = failed.failure();
            throw new WorkFailed(new Failure(
                    why.code(),
                    why.message(),
                    why.next() + " The dump is kept as " + rejected + " until the next backup.",
                    why.excerpt()));
        }
    }

    /** Whether this host can decrypt is found out before anything is changed, not in the rollback. */
    private static List<Evidence> rehearseSealing(BackupWork work, Environment environment, BackupFiles files)
            throws IOException {
        Optional<BackupEncryption> encryption = environment.requireBackups().encryption();
        if (encryption.isEmpty()) {
            return List.of();
        }
        String recipient = encryption.get().recipient();
        if (Unsealing.rehearse(encryption.get(), files.directory())) {
            return List.of(new Evidence("encrypted for", recipient + "; this host has proven that it can decrypt"));
        }
        if (work.verifications().contains(BackupWork.Verification.LIST)
                || work.verifications().contains(BackupWork.Verification.RESTORE)) {
            throw new WorkFailed(
                    FailureCode.ENVIRONMENT_LACKS,
                    "Backups of environment \"" + environment.name() + "\" are encrypted for " + recipient
                            + ", and this host has no \"backups.identity\": a backup cannot be listed or restored here,"
                            + " only its digest can be verified.",
                    "Give the identity in the environment file, or write \"verify: [checksum]\" in a plan that never"
                            + " restores.");
        }
        return List.of(
                new Evidence("encrypted for", recipient),
                new Evidence("cannot be restored here", "this host has no \"backups.identity\""));
    }

    private static Retention retention(BackupWork work, Environment environment) {
        return new Retention(
                Optional.ofNullable(work.keep())
                        .orElse(environment.requireBackups().keep()),
                open(work));
    }

    private static Set<DeploymentId> open(BackupWork work) {
        return Set.copyOf(Objects.requireNonNullElse(work.open(), List.of()));
    }

    private static Done done(BackupFiles files, BackupManifest manifest, List<Evidence> more) {
        BackupManifest.Dump dump = manifest.dump();
        List<Evidence> evidence = new ArrayList<>(List.of(
                new Evidence("backup", manifest.id().text()),
                new Evidence(
                        "size",
                        Readable.bytes(dump.bytes()) + (dump.isDirectory() ? " in a directory" : "")
                                + " of a database of "
                                + Readable.bytes(manifest.source().databaseBytes())),
                new Evidence("sha256", dump.sha256()),
                new Evidence(
                        "rows",
                        manifest.contents().rows() + " in "
                                + manifest.contents().tables().size() + " tables"),
                new Evidence("dump took", Readable.duration(dump.took()))));
        evidence.addAll(more);
        return new Done(
                new Output.BackupTaken(
                        manifest.id(),
                        files.dump().toString(),
                        dump.sha256(),
                        dump.bytes(),
                        manifest.source().takenAt(),
                        manifest.verified(),
                        manifest.source().sessions()),
                evidence);
    }
}
