package dev.belay.backup.swapping;

import dev.belay.backup.catalogue.SequenceRange;
import dev.belay.backup.counting.ContentsReader;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.backup.postgres.Quoted;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Fences clients out of the live database and swaps the names.
 *
 * <p>The session on the live database is opened before the fence, since afterwards nobody can open one; it reads the
 * sequences when the last writer is gone.
 */
public final class DatabaseSwap {
    private static final Duration SESSIONS_END = Duration.ofSeconds(10);
    private static final Duration OWN_SESSIONS_END = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final String IN_USE = "55006";
    private static final int RENAMES = 3;

    private final DatabaseSession server;
    private final SwapNames names;

    /** @param server a session on neither of the two databases */
    public DatabaseSwap(DatabaseSession server, SwapNames names) {
        this.server = server;
        this.names = names;
    }

    /** Fences clients out, raises the sequences and closes both sessions; the databases are then free to be renamed. */
    public List<String> fence(DatabaseSession live, DatabaseSession restored, Execution execution)
            throws SQLException, InterruptedException {
        List<SequenceRange> before = ContentsReader.sequences(restored);
        server.execute("alter database " + Quoted.identifier(names.live()) + " with allow_connections false");
        long own = live.number("select pg_catalog.pg_backend_pid()");
        endSessions(own, execution);
        List<String> raised = SequenceRaise.run(before, ContentsReader.sequences(live), restored);
        live.close();
        restored.close();
        awaitOwnEnd();
        return raised;
    }

    /** A rename that finds a session looks again after 100 ms only, while clients wait; so ours are let go first. */
    private void awaitOwnEnd() throws SQLException {
        long deadline = System.nanoTime() + OWN_SESSIONS_END.toNanos();
        while (server.holds(
                        "select exists (select from pg_catalog.pg_stat_activity where datname in (?, ?))",
                        names.live(),
                        names.restored())
                && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Both names change in one transaction, together with the fence, which the replaced database no longer needs. */
    public void rename(Optional<Untouched> untouched, Execution execution) throws SQLException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            if (execution.cancelled()) {
                throw new InterruptedException("cancelled before the databases were swapped");
            }
            try {
                server.together(() -> {
                    server.requireTurn(execution);
                    swap(untouched);
                });
                return;
            } catch (SQLException error) {
                if (!IN_USE.equals(error.getSQLState()) || attempt == RENAMES) {
                    throw error;
                }
                terminate(0);
            }
        }
    }

    /** Once the first name has changed, the server lets nobody into that database before the transaction has ended. */
    private void swap(Optional<Untouched> untouched) throws SQLException {
        server.execute("alter database " + Quoted.identifier(names.live()) + " rename to "
                + Quoted.identifier(names.replaced()));
        if (untouched.isPresent()) {
            untouched.get().require(server, names.replaced());
        }
        server.execute("alter database " + Quoted.identifier(names.restored()) + " rename to "
                + Quoted.identifier(names.live()));
        server.execute("alter database " + Quoted.identifier(names.replaced()) + " with allow_connections true");
    }

    private void endSessions(long own, Execution execution) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + SESSIONS_END.toNanos();
        terminate(own);
        while (sessions(own) > 0) {
            if (execution.cancelled()) {
                throw new InterruptedException("cancelled while the clients' sessions ended");
            }
            if (System.nanoTime() - deadline > 0) {
                throw new WorkFailed(
                        FailureCode.RESTORE_NOT_POSSIBLE,
                        sessions(own) + " sessions on database \"" + names.live() + "\" did not end within "
                                + SESSIONS_END.toSeconds() + " s after they were terminated; expected none.",
                        "See pg_stat_activity for what they wait for, end them, then retry.");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void terminate(long own) throws SQLException {
        server.list(
                "select pg_catalog.pg_terminate_backend(pid) from pg_catalog.pg_stat_activity"
                        + " where datname = ? and pid <> ? and coalesce(backend_type, '') <> 'autovacuum worker'",
                row -> row.getBoolean(1),
                names.live(),
                own);
    }

    private long sessions(long own) throws SQLException {
        return server.number(
                "select count(*) from pg_catalog.pg_stat_activity where datname = ? and pid <> ?"
                        + " and coalesce(backend_type, '') <> 'autovacuum worker'",
                names.live(),
                own);
    }
}
