package dev.belay.backup.swapping;

import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.backup.postgres.Quoted;
import dev.belay.worker.execution.Execution;
import java.sql.SQLException;

/**
 * Brings the server back to order after a swap that was broken off at any point.
 *
 * <p>The rename is one transaction, so the names alone tell where it stood: before it everything is reversed, after it
 * everything is finished.
 */
public final class SwapRepair {
    /** Where a swap stood. */
    public enum Stood {
        BEFORE_THE_RENAME,
        AFTER_THE_RENAME,
        NOBODY_KNOWS
    }

    /** The server calls this an internal error: "tuple concurrently updated". */
    private static final String CONCURRENTLY_UPDATED = "XX000";

    private static final int MOST_ATTEMPTS = 3;

    private SwapRepair() {}

    /** Repeating it does no harm, so it is repeated where another session has altered the same at the same moment. */
    public static Stood run(DatabaseSession session, SwapNames names, Execution execution) throws SQLException {
        for (int attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                return runOnce(session, names, execution);
            } catch (SQLException altered) {
                if (!CONCURRENTLY_UPDATED.equals(altered.getSQLState())) {
                    throw altered;
                }
            }
        }
        return runOnce(session, names, execution);
    }

    private static Stood runOnce(DatabaseSession session, SwapNames names, Execution execution) throws SQLException {
        boolean live = SwapNames.exists(session, names.live());
        boolean restored = SwapNames.exists(session, names.restored());
        boolean replaced = SwapNames.exists(session, names.replaced());
        if (!live || restored && replaced) {
            return Stood.NOBODY_KNOWS;
        }
        if (replaced) {
            allowConnections(session, names.replaced());
        } else if (restored) {
            leave(session, names);
        }
        allowConnections(session, names.live());
        RoleFence.open(session, execution);
        return replaced ? Stood.AFTER_THE_RENAME : Stood.BEFORE_THE_RENAME;
    }

    /** What was restored for this swap goes; a snapshot that was there before is what it was. */
    private static void leave(DatabaseSession session, SwapNames names) throws SQLException {
        String restored = Quoted.identifier(names.restored());
        if (names.snapshot().isEmpty()) {
            session.execute("drop database if exists " + restored + " with (force)");
            return;
        }
        session.execute("alter database " + restored + " with allow_connections false");
        session.execute("comment on database " + restored + " is "
                + Quoted.literal(names.snapshot().get()));
    }

    private static void allowConnections(DatabaseSession session, String database) throws SQLException {
        if (session.holds("select not datallowconn from pg_catalog.pg_database where datname = ?", database)) {
            session.execute("alter database " + Quoted.identifier(database) + " with allow_connections true");
        }
    }
}
