package dev.belay.backup.verifying;

import dev.belay.backup.catalogue.BackupFiles;
import dev.belay.backup.catalogue.BackupManifest;
import dev.belay.backup.counting.ContentsReader;
import dev.belay.backup.disk.DiskSpace;
import dev.belay.backup.disk.DiskWatch;
import dev.belay.backup.disk.Readable;
import dev.belay.backup.disk.WatchedDisk;
import dev.belay.backup.postgres.ClientLogin;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.backup.postgres.PostgresPrograms;
import dev.belay.backup.postgres.PostgresVersion;
import dev.belay.backup.postgres.RestoreProgram;
import dev.belay.backup.scratch.LoginScratchServer;
import dev.belay.backup.scratch.ScratchCluster;
import dev.belay.backup.scratch.ScratchDatabase;
import dev.belay.backup.scratch.ScratchDirectory;
import dev.belay.backup.scratch.ScratchServer;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.process.ProcessResult;
import dev.belay.worker.process.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Restores a backup in the scratch place and compares what arrived with what was counted. */
final class TestRestore {
    private static final List<String> ACTING_ON_NOTHING_OUTSIDE =
            List.of("--no-tablespaces", "--no-publications", "--no-subscriptions");
    private static final List<String> WITHOUT_OWNERS = List.of("--no-owner", "--no-privileges");

    private final PostgresPrograms programs;
    private final Processes processes;

    TestRestore(PostgresPrograms programs, Processes processes) {
        this.programs = programs;
        this.processes = processes;
    }

    Evidence verify(BackupManifest manifest, BackupFiles files, Path plain, Execution execution)
            throws IOException, InterruptedException, SQLException {
        long started = System.nanoTime();
        try (ScratchServer server = server(manifest, execution);
                ScratchDatabase database =
                        ScratchDatabase.create(server.login(), manifest, ScratchDatabase.Use.TEST_RESTORE, execution)) {
            restore(manifest, files, plain, database, server.disk(files.directory()), execution);
            try (DatabaseSession session = DatabaseSession.elsewhere(database.login(), execution)) {
                ContentsComparison.requireSame(manifest, ContentsReader.readRestored(session));
            }
            return new Evidence(
                    "test restore",
                    manifest.contents().rows() + " rows as in the snapshot, on " + server.description() + ", in "
                            + Readable.duration(Duration.ofNanos(System.nanoTime() - started))
                            + (database.takesOwners() ? "" : "; without owners and grants, which need a superuser"));
        }
    }

    private ScratchServer server(BackupManifest manifest, Execution execution)
            throws IOException, InterruptedException {
        Optional<Login> named = execution.environment().requireScratch().server();
        if (named.isPresent()) {
            return new LoginScratchServer(named.get());
        }
        DiskSpace.require(
                ScratchDirectory.place(execution.environment()),
                manifest.source().databaseBytes(),
                "the test restore");
        PostgresVersion source = PostgresVersion.ofServer(manifest.source().serverVersion());
        return ScratchCluster.start(
                programs.server(source, execution), ScratchDirectory.Use.TEST_RESTORE, processes, execution);
    }

    private void restore(
            BackupManifest manifest,
            BackupFiles files,
            Path plain,
            ScratchDatabase database,
            Path place,
            Execution execution)
            throws IOException, InterruptedException, SQLException {
        List<String> options = new ArrayList<>(ACTING_ON_NOTHING_OUTSIDE);
        if (!database.takesOwners()) {
            options.addAll(WITHOUT_OWNERS);
        }
        boolean inOrder;
        try (DatabaseSession session = DatabaseSession.elsewhere(database.login(), execution)) {
            inOrder = ContentsReader.policiesBind(manifest.contents(), session);
        }
        try (ClientLogin client = ClientLogin.in(files.directory(), database.login(), execution)) {
            DiskWatch disk = DiskWatch.of(execution.environment().requireBackups(), place);
            ProcessResult result = new WatchedDisk(disk, "the test restore was running")
                    .run(endable -> restored(manifest, plain, client, options, inOrder, endable), execution);
            if (!result.succeeded()) {
                throw failed(manifest, result);
            }
        }
    }

    private ProcessResult restored(
            BackupManifest manifest,
            Path plain,
            ClientLogin client,
            List<String> options,
            boolean inOrder,
            Execution execution)
            throws InterruptedException {
        return new RestoreProgram(programs, processes)
                .run(
                        PostgresVersion.ofServer(manifest.source().clientVersion()),
                        plain,
                        client,
                        options,
                        manifest.contents().tables().size(),
                        inOrder,
                        execution);
    }

    private static WorkFailed failed(BackupManifest manifest, ProcessResult result) {
        boolean full = result.tail().contains("No space left on device");
        return new WorkFailed(new Failure(
                full ? FailureCode.DISK_FULL : FailureCode.BACKUP_NOT_VERIFIED,
                "The test restore of backup " + manifest.id() + " failed: pg_restore ended with exit status "
                        + result.exitCode() + "; expected 0.",
                full ? "Make room there, then retry." : "Mend what the end of its output names, then retry.",
                result.tail()));
    }
}
