package dev.belay.backup.restoring;

import dev.belay.backup.disk.Readable;
import dev.belay.backup.opening.VerifiedBackup;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.backup.postgres.Quoted;
import dev.belay.backup.postgres.RestoreProgram;
import dev.belay.backup.swapping.CarryOver;
import dev.belay.backup.swapping.DatabaseSwap;
import dev.belay.backup.swapping.PublicationComparison;
import dev.belay.backup.swapping.RoleFence;
import dev.belay.backup.swapping.ServerLogins;
import dev.belay.backup.swapping.SwapNames;
import dev.belay.backup.swapping.Untouched;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.worker.execution.Execution;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps of a restore in their order; {@link SwapRepair} reverses or finishes them after each. */
final class Restoration {
    private final RestoreProgram program;
    private final ServerLogins logins;
    private final SwapNames names;
    private final DatabaseSession server;
    private final DatabaseSwap swap;
    private long fencedAt;

    Restoration(RestoreProgram program, ServerLogins logins, SwapNames names, DatabaseSession server) {
        this.program = program;
        this.logins = logins;
        this.names = names;
        this.server = server;
        this.swap = new DatabaseSwap(server, names);
    }

    SwapNames names() {
        return names;
    }

    ServerLogins logins() {
        return logins;
    }

    Optional<Evidence> fenceRole(String role, Execution execution) throws SQLException {
        return RoleFence.close(server, role, names.live(), execution);
    }

    /** Beside the live database stands what is to be put in its place. */
    List<Evidence> prepare(VerifiedBackup backup, Execution execution)
            throws IOException, InterruptedException, SQLException {
        List<Evidence> evidence =
                new ArrayList<>(names.snapshot().isPresent() ? openSnapshot(backup) : restoreBeside(backup, execution));
        for (String refused : CarryOver.run(server, names)) {
            evidence.add(new Evidence("not carried over", refused));
        }
        return evidence;
    }

    private List<Evidence> openSnapshot(VerifiedBackup backup) throws SQLException {
        server.execute("alter database " + Quoted.identifier(names.restored()) + " with allow_connections true");
        return List.of(new Evidence(
                "restored from",
                "snapshot " + names.restored() + " of "
                        + backup.manifest().source().takenAt() + "; the dump of backup "
                        + backup.manifest().id() + " stays as it is"));
    }

    private List<Evidence> restoreBeside(VerifiedBackup backup, Execution execution)
            throws IOException, InterruptedException, SQLException {
        RestoredBeside beside = new RestoredBeside(program, logins, names);
        beside.create(server);
        beside.fill(backup, execution);
        return List.of(
                new Evidence("restored from", backup.manifest().id().text()),
                new Evidence("rows restored", backup.manifest().contents().rows() + ", as in the backup's snapshot"));
    }

    /** From here on, clients of the live database are refused. */
    List<Evidence> fence(Execution execution) throws SQLException, InterruptedException {
        try (DatabaseSession live = logins.onLive(execution);
                DatabaseSession restored = DatabaseSession.elsewhere(logins.on(names.restored()), execution)) {
            List<Evidence> evidence = new ArrayList<>(PublicationComparison.of(live, restored));
            fencedAt = System.nanoTime();
            List<String> raised = swap.fence(live, restored, execution);
            if (!raised.isEmpty()) {
                evidence.add(new Evidence("sequences raised to the live ones", String.join(", ", raised)));
            }
            return evidence;
        }
    }

    Evidence rename(Optional<Untouched> untouched, Execution execution) throws SQLException, InterruptedException {
        swap.rename(untouched, execution);
        return new Evidence("clients refused for", Readable.duration(Duration.ofNanos(System.nanoTime() - fencedAt)));
    }
}
