package dev.belay.backup.copying;

import dev.belay.backup.catalogue.BackupDirectory;
import dev.belay.backup.catalogue.BackupFiles;
import dev.belay.backup.catalogue.BackupManifest;
import dev.belay.backup.counting.ContentsReader;
import dev.belay.backup.disk.DiskWatch;
import dev.belay.backup.disk.WatchedDisk;
import dev.belay.backup.opening.PlainDump;
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
import dev.belay.backup.taking.DumpSource;
import dev.belay.backup.taking.DumpTaker;
import dev.belay.backup.verifying.ContentsComparison;
import dev.belay.contracts.migration.DatabaseCopy;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.BackupWork;
import dev.belay.contracts.work.BackupWork.Verification;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.process.ProcessResult;
import dev.belay.worker.process.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The database alone, dumped and restored: on a server of our own, with its roles, or on the scratch server that the
 * environment file names, as the login that it gives there.
 */
final class RestoredCopy implements Copy {
    private static final List<String> ACTING_ON_NOTHING_OUTSIDE =
            List.of("--no-tablespaces", "--no-publications", "--no-subscriptions");
    private static final List<String> WITHOUT_OWNERS = List.of("--no-owner", "--no-privileges");

    private final ScratchServer server;
    private final ScratchDatabase database;
    private final DatabaseCopy place;
    private final long bytes;
    private final List<Evidence> evidence;

    private RestoredCopy(
            ScratchServer server, ScratchDatabase database, DatabaseCopy place, long bytes, List<Evidence> evidence) {
        this.server = server;
        this.database = database;
        this.place = place;
        this.bytes = bytes;
        this.evidence = List.copyOf(evidence);
    }

    /** Dumps, restores and compares; the dump is gone afterwards. */
    static RestoredCopy make(PostgresPrograms programs, Processes processes, Execution execution)
            throws IOException, InterruptedException, SQLException {
        Environment environment = execution.environment();
        Login live = environment.requireDatabase().main();
        try (ScratchDirectory directory = ScratchDirectory.create(environment, ScratchDirectory.Use.COPY)) {
            BackupFiles files = new BackupFiles(directory.path());
            BackupManifest manifest = new DumpTaker(programs, processes)
                    .take(
                            BackupDirectory.newId(),
                            files,
                            DumpSource.live(live),
                            BackupDirectory.of(environment).manifests(),
                            new BackupWork(Set.of(Verification.RESTORE), null),
                            Optional.empty(),
                            execution);
            try (PlainDump plain = PlainDump.of(files, manifest, execution)) {
                return restored(manifest, files, plain.file(), programs, processes, execution);
            }
        }
    }

    private static RestoredCopy restored(
            BackupManifest manifest,
            BackupFiles files,
            Path plain,
            PostgresPrograms programs,
            Processes processes,
            Execution execution)
            throws IOException, InterruptedException, SQLException {
        Optional<Login> named = execution.environment().requireScratch().server();
        ScratchServer server = named.isPresent()
                ? new LoginScratchServer(named.get())
                : ScratchCluster.start(
                        programs.server(
                                PostgresVersion.ofServer(manifest.source().serverVersion()), execution),
                        ScratchDirectory.Use.COPY,
                        processes,
                        execution);
        try {
            if (server instanceof ScratchCluster own) {
                new Roles(programs, processes).bring(own.login(), files.directory(), manifest, execution);
            }
            ScratchDatabase database =
                    ScratchDatabase.create(server.login(), manifest, ScratchDatabase.Use.COPY, execution);
            try {
                restore(manifest, files, plain, database, programs, processes, execution);
                List<Evidence> evidence = new ArrayList<>();
                try (DatabaseSession session = DatabaseSession.elsewhere(database.login(), execution)) {
                    ContentsComparison.requireSame(manifest, ContentsReader.readRestored(session));
                    if (server instanceof ScratchCluster) {
                        Roles.carryOver(session, database.name(), execution);
                    } else {
                        evidence.add(new Evidence(
                                "rights",
                                "migrations run as the login of the scratch server; those of the live roles are not"
                                        + " rehearsed"));
                    }
                }
                evidence.add(new Evidence(
                        "rows",
                        manifest.contents().rows() + " in "
                                + manifest.contents().tables().size() + " tables, as in the snapshot of the dump"));
                Path sockets = server instanceof ScratchCluster own ? own.sockets() : null;
                return new RestoredCopy(
                        server,
                        database,
                        new DatabaseCopy(database.name(), sockets == null ? null : sockets.toString()),
                        manifest.source().databaseBytes(),
                        evidence);
            } catch (IOException | InterruptedException | SQLException | RuntimeException failed) {
                database.close();
                throw failed;
            }
        } catch (IOException | InterruptedException | SQLException | RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    private static void restore(
            BackupManifest manifest,
            BackupFiles files,
            Path plain,
            ScratchDatabase database,
            PostgresPrograms programs,
            Processes processes,
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
            DiskWatch disk = DiskWatch.of(execution.environment().requireBackups(), files.directory());
            ProcessResult result = new WatchedDisk(disk, "the copy was being made")
                    .run(
                            endable -> new RestoreProgram(programs, processes)
                                    .run(
                                            PostgresVersion.ofServer(
                                                    manifest.source().clientVersion()),
                                            plain,
                                            client,
                                            options,
                                            manifest.contents().tables().size(),
                                            inOrder,
                                            endable),
                            execution);
            if (!result.succeeded()) {
                throw new WorkFailed(new Failure(
                        FailureCode.PROCESS_FAILED,
                        "The copy could not be restored: pg_restore ended with exit status " + result.exitCode()
                                + "; expected 0.",
                        "Mend what the end of its output names, then retry.",
                        result.tail()));
            }
        }
    }

    @Override
    public String how() {
        return "pg_dump and pg_restore";
    }

    @Override
    public DatabaseCopy place() {
        return place;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public List<Evidence> evidence() {
        return evidence;
    }

    @Override
    public void drop() throws SQLException {
        if (server instanceof LoginScratchServer) {
            database.close();
        }
        server.close();
    }
}
