package dev.belay.backup.swapping;

import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.backup.postgres.Quoted;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.worker.execution.Execution;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Keeps the role that migrates from logging in while its database is being replaced: what is left of a migration
 * would connect again by the database's name, and write into the wrong one.
 */
public final class RoleFence {
    private static final String NOTED_ROLE = "fence.role";
    private static final String NO_RIGHT = "42501";

    private RoleFence() {}

    /** Closes the login, and says so; it is noted first, so that it is opened again in every case. */
    public static Optional<Evidence> close(DatabaseSession session, String role, String live, Execution execution)
            throws SQLException {
        if (session.text("select current_user").equals(role)
                || !session.holds("select rolcanlogin from pg_catalog.pg_roles where rolname = ?", role)) {
            return Optional.empty();
        }
        execution.note(NOTED_ROLE, role);
        try {
            session.execute("alter role " + Quoted.identifier(role) + " nologin");
        } catch (SQLException error) {
            if (!NO_RIGHT.equals(error.getSQLState())) {
                throw error;
            }
            return Optional.of(new Evidence(
                    "logins of " + role, "stayed open: the administrator may not close them: " + error.getMessage()));
        }
        session.list(
                "select pg_catalog.pg_terminate_backend(pid) from pg_catalog.pg_stat_activity"
                        + " where datname = ? and usename = ? and pid <> pg_catalog.pg_backend_pid()",
                row -> row.getBoolean(1),
                live,
                role);
        return Optional.of(new Evidence("logins of " + role, "closed while the database was restored"));
    }

    /** Opens the login again where this execution closed it, or meant to. */
    static void open(DatabaseSession session, Execution execution) throws SQLException {
        Optional<String> role = execution.noted(NOTED_ROLE);
        if (role.isPresent()
                && session.holds(
                        "select exists (select from pg_catalog.pg_roles where rolname = ? and not rolcanlogin)",
                        role.get())) {
            session.execute("alter role " + Quoted.identifier(role.get()) + " login");
        }
    }
}
