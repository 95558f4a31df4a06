package dev.belay.backup.restoring;

import dev.belay.backup.catalogue.BackupFiles;
import dev.belay.backup.catalogue.DatabaseNeeds;
import dev.belay.backup.disk.InUse;
import dev.belay.backup.disk.Readable;
import dev.belay.backup.opening.VerifiedBackup;
import dev.belay.backup.postgres.DatabaseFailure;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.backup.postgres.PostgresPrograms;
import dev.belay.backup.postgres.Quoted;
import dev.belay.backup.postgres.RestoreProgram;
import dev.belay.backup.snapshots.DatabaseSnapshot;
import dev.belay.backup.snapshots.FoundSnapshots;
import dev.belay.backup.swapping.ServerLogins;
import dev.belay.backup.swapping.ServerRoom;
import dev.belay.backup.swapping.SwapNames;
import dev.belay.backup.swapping.SwapPreconditions;
import dev.belay.backup.swapping.SwapRepair;
import dev.belay.backup.swapping.Untouched;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.Output;
import dev.belay.contracts.work.RestoreWork;
import dev.belay.worker.environment.settings.DatabaseSettings;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.process.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Restores a backup beside the live database and swaps the two by name.
 *
 * <p>The replaced database stays as it is, under its new name and open to be looked into; nothing points at it, and
 * only people drop it.
 */
public final class RestoreHandler implements Handler<RestoreWork> {
    private final Processes processes;
    private final RestoreProgram program;

    public RestoreHandler(PostgresPrograms programs, Processes processes) {
        this.processes = processes;
        this.program = new RestoreProgram(programs, processes);
    }

    @Override
    public Class<RestoreWork> accepts() {
        return RestoreWork.class;
    }

    @Override
    public Done handle(RestoreWork work, Execution execution) throws IOException, InterruptedException {
        DatabaseSettings settings = execution.environment().requireDatabase();
        ServerLogins logins = ServerLogins.of(settings);
        VerifiedBackup backup = VerifiedBackup.find(work.backup());
        try (InUse claim = backup.claim();
                DatabaseSession server = logins.besides(execution)) {
            server.requireTurn(execution);
            Optional<DatabaseSnapshot> snapshot = FoundSnapshots.sealed(
                    server,
                    logins.live(),
                    execution.environment().name(),
                    backup.manifest().id());
            SwapPreconditions.of(
                            server,
                            logins.live(),
                            snapshot.isPresent()
                                    ? DatabaseNeeds.NOTHING
                                    : backup.manifest().needs())
                    .require(backup.manifest().id());
            Optional<Untouched> untouched = Untouched.of(work);
            if (untouched.isPresent()) {
                untouched.get().requireProvable(server, logins.live());
            }
            List<Evidence> room = new ArrayList<>();
            if (snapshot.isEmpty()) {
                room.add(new ServerRoom(processes, execution)
                        .forRestore(server, backup.manifest().source().databaseBytes()));
                backup.requireDigest(work.backup().sha256());
            }
            SwapNames names = snapshot.isPresent()
                    ? SwapNames.ofSnapshot(
                            logins.live(), snapshot.get().name(), snapshot.get().mark(), server)
                    : SwapNames.choose(logins.live(), server);
            Restoration restoration = new Restoration(program, logins, names, server);
            names.note(execution);
            return restoreOrRepair(restoration, settings.main().username(), backup, untouched, room, execution);
        } catch (SQLException error) {
            throw DatabaseFailure.of("restoring database \"" + logins.live() + "\"", error);
        }
    }

    @Override
    public Witnessed witness(RestoreWork work, Execution execution) throws IOException {
        Optional<SwapNames> noted = SwapNames.noted(execution);
        if (noted.isEmpty()) {
            return new Witnessed.WasNotDone("the restore had not begun");
        }
        BackupFiles.ofDump(Path.of(work.backup().file())).removeTemporary();
        SwapNames names = noted.get();
        ServerLogins logins = ServerLogins.of(execution.environment().requireDatabase());
        return switch (repair(logins, names, execution)) {
            case BEFORE_THE_RENAME ->
                new Witnessed.WasNotDone("the databases had not been swapped; "
                        + (names.snapshot().isPresent()
                                ? "the snapshot is kept as it was"
                                : "what was restored has been removed")
                        + ", and clients may connect to \"" + names.live() + "\" again");
            case AFTER_THE_RENAME -> new Witnessed.WasDone(done(names, List.of()));
            case NOBODY_KNOWS ->
                new Witnessed.NobodyKnows(
                        "of the databases \"" + names.live() + "\" (live), \"" + names.restored()
                                + "\" (restored) and \"" + names.replaced()
                                + "\" (replaced), not those exist that any step of a swap leaves",
                        "List the server's databases, give the right one the name \"" + names.live()
                                + "\", and say which it was.");
        };
    }

    /** The names decide how it ended: a swap whose answer was lost has taken place all the same. */
    private static Done restoreOrRepair(
            Restoration restoration,
            String migrationRole,
            VerifiedBackup backup,
            Optional<Untouched> untouched,
            List<Evidence> room,
            Execution execution)
            throws IOException, InterruptedException, SQLException {
        long started = System.nanoTime();
        List<Evidence> evidence = new ArrayList<>(room);
        try {
            restoration.fenceRole(migrationRole, execution).ifPresent(evidence::add);
            evidence.addAll(restoration.prepare(backup, execution));
            evidence.addAll(restoration.fence(execution));
            evidence.add(restoration.rename(untouched, execution));
            untouched.ifPresent(proof -> evidence.add(proof.evidence()));
        } catch (IOException | InterruptedException | SQLException | RuntimeException failed) {
            if (repairAfter(failed, restoration, execution) != SwapRepair.Stood.AFTER_THE_RENAME) {
                throw failed;
            }
            return done(restoration.names(), evidence);
        }
        repair(restoration.logins(), restoration.names(), execution);
        evidence.add(new Evidence("took", Readable.duration(Duration.ofNanos(System.nanoTime() - started))));
        return done(restoration.names(), evidence);
    }

    private static SwapRepair.Stood repairAfter(Exception failed, Restoration restoration, Execution execution) {
        boolean interrupted = Thread.interrupted();
        try {
            return repair(restoration.logins(), restoration.names(), execution);
        } catch (WorkFailed notRepaired) {
            notRepaired.addSuppressed(failed);
            throw new WorkFailed(
                    FailureCode.DATABASE_ERROR,
                    "The restore failed (" + failed.getMessage()
                            + "), and then bringing the server back to order failed" + " too: "
                            + notRepaired.getMessage(),
                    "Clients may be refused at database \""
                            + restoration.names().live()
                            + "\": check its ALLOW_CONNECTIONS and the LOGIN of the role that migrates. Drop database \""
                            + restoration.names().restored() + "\" where it exists.");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static SwapRepair.Stood repair(ServerLogins logins, SwapNames names, Execution execution) {
        try (DatabaseSession session = logins.forRepair(execution)) {
            return SwapRepair.run(session, names, execution);
        } catch (SQLException error) {
            throw DatabaseFailure.of("bringing database \"" + names.live() + "\" back to order", error);
        }
    }

    private static Done done(SwapNames names, List<Evidence> evidence) {
        List<Evidence> all = new ArrayList<>(evidence);
        all.add(new Evidence("the replaced database is kept as", names.replaced()));
        all.add(new Evidence(
                "when nobody wants it any more", "drop database " + Quoted.identifier(names.replaced()) + ";"));
        all.add(new Evidence(
                "still connected to the replaced database",
                "sessions on replicas, and poolers that keep server connections: reconnect them"));
        return new Done(new Output.DatabaseRestored(names.replaced()), all);
    }
}
