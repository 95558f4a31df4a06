package dev.belay.backup.snapshots;

import dev.belay.backup.counting.SessionMarks;
import dev.belay.backup.disk.Readable;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.backup.postgres.Quoted;
import dev.belay.backup.swapping.CarryOver;
import dev.belay.backup.swapping.ServerLogins;
import dev.belay.backup.swapping.ServerRoom;
import dev.belay.contracts.BackupId;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.environment.settings.DatabaseSettings;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Copies the database as a template beside itself.
 *
 * <p>The server copies files and nothing but a database without sessions; whoever connects meanwhile waits until it is
 * done.
 */
public final class SnapshotTaker {
    private static final int FIRST_WITH_STRATEGIES = 15;
    private static final String IN_USE = "55006";

    private final ServerLogins logins;
    private final DatabaseSettings settings;
    private final Execution execution;

    public SnapshotTaker(Execution execution) {
        this.settings = execution.environment().requireDatabase();
        this.logins = ServerLogins.of(settings);
        this.execution = execution;
    }

    /** Named before it is made, so that it is found again however far this comes. */
    public OpenSnapshot take(BackupId backup, ServerRoom room) throws SQLException, InterruptedException {
        DatabaseSnapshot snapshot = new DatabaseSnapshot(
                DatabaseSnapshot.nameFor(logins.live(), backup),
                backup,
                execution.id().deployment(),
                execution.environment().name());
        SnapshotMoment moment = moment();
        try (DatabaseSession server = logins.forRepair(execution)) {
            server.requireTurn(execution);
            Evidence enough = room.forSnapshot(moment.bytes());
            Duration took = copy(server, snapshot);
            OpenSnapshot open =
                    new OpenSnapshot(snapshot, moment, evidence(snapshot, moment, took, enough), logins, execution);
            try {
                describe(server, snapshot);
                return open;
            } catch (SQLException | RuntimeException failed) {
                open.close();
                throw failed;
            }
        }
    }

    /** The counters are read before the copy, so that nobody slips between the two unseen. */
    private SnapshotMoment moment() throws SQLException {
        try (DatabaseSession live = DatabaseSession.onLive(settings.main(), execution)) {
            return new SnapshotMoment(
                    Instant.ofEpochMilli(
                            live.number("select (extract(epoch from statement_timestamp()) * 1000)::bigint")),
                    live.number("select pg_catalog.pg_database_size(pg_catalog.current_database())"),
                    SessionMarks.read(live),
                    live.text(SnapshotMoment.HORIZON));
        }
    }

    private Duration copy(DatabaseSession server, DatabaseSnapshot snapshot) throws SQLException, InterruptedException {
        String owner = server.text(
                "select pg_catalog.pg_get_userbyid(datdba) from pg_catalog.pg_database where datname = ?",
                logins.live());
        String strategy = server.serverVersion().major() < FIRST_WITH_STRATEGIES ? "" : " strategy file_copy";
        long started = System.nanoTime();
        try {
            server.executeStoppable(
                    "create database " + Quoted.identifier(snapshot.name()) + " owner " + Quoted.identifier(owner)
                            + " template " + Quoted.identifier(logins.live()) + strategy
                            + " allow_connections false",
                    execution);
        } catch (SQLException refused) {
            if (execution.cancelled()) {
                throw new InterruptedException("cancelled while the snapshot was copied");
            }
            if (IN_USE.equals(refused.getSQLState())) {
                throw inUse(server);
            }
            throw refused;
        }
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** It is as private as the live one, and open to be dumped. */
    private void describe(DatabaseSession server, DatabaseSnapshot snapshot) throws SQLException {
        String name = Quoted.identifier(snapshot.name());
        server.execute("comment on database " + name + " is " + Quoted.literal(snapshot.mark()));
        CarryOver.ofGrants(server, logins.live(), snapshot.name());
        server.execute("alter database " + name + " with allow_connections true");
    }

    private List<Evidence> evidence(DatabaseSnapshot snapshot, SnapshotMoment moment, Duration took, Evidence enough) {
        return List.of(
                new Evidence(
                        "snapshot",
                        snapshot.name() + ", " + Readable.bytes(moment.bytes())
                                + "; dropped when the deployment is over"),
                new Evidence("clients had to wait for", Readable.duration(took) + " at most, while it was copied"),
                enough);
    }

    private WorkFailed inUse(DatabaseSession server) throws SQLException {
        List<String> sessions = server.texts(
                "select format('%s of \"%s\"%s', count(*), usename, coalesce(' (' || nullif(application_name, '') ||"
                        + " ')', '')) from pg_catalog.pg_stat_activity where datname = ? group by usename,"
                        + " application_name order by 1",
                logins.live());
        return new WorkFailed(
                FailureCode.STILL_RUNNING,
                "No snapshot of database \"" + logins.live() + "\" can be taken while somebody is connected; expected"
                        + " no session, found "
                        + (sessions.isEmpty() ? "some that have ended since" : String.join(", ", sessions)) + ".",
                "Let \"maintenance: on\" stop the application, or end these sessions, then retry; or leave \"snapshot\""
                        + " out: the restore then comes from the dump.");
    }

    /** Drops what an execution that is no more has left of its snapshot. */
    public void dropLeftover(BackupId backup) throws SQLException {
        try (DatabaseSession server = logins.forRepair(execution)) {
            FoundSnapshots.drop(server, DatabaseSnapshot.nameFor(logins.live(), backup));
        }
    }
}
