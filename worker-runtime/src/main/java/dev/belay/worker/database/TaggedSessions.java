package dev.belay.worker.database;

import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.environment.settings.DatabaseSettings;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Ends database sessions by the name that they carry, and proves that none is left. */
public final class TaggedSessions {
    /** PostgreSQL cuts a session's name there. */
    private static final int LONGEST_NAME = 63;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** The quiescing executions themselves are spared, on every worker. */
    private static final String OTHERS =
            " from pg_stat_activity where application_name like ? and pid <> pg_backend_pid()"
                    + " and application_name not like '%/quiesce%'";

    private TaggedSessions() {}

    /**
     * Ends the sessions on the environment's database whose name begins with the prefix; none where the environment has
     * no database.
     *
     * @return how many there were
     * @throws WorkFailed when the database cannot be reached, a session does not end, or a role is refused whose
     *     sessions no other sees
     */
    public static int end(Execution execution, String prefix) {
        Set<Login> logins = logins(execution);
        Map<Login, WorkFailed> refused = new LinkedHashMap<>();
        int ended = 0;
        for (Login login : logins) {
            try {
                ended += on(login, execution, connection -> end(connection, prefix));
            } catch (WorkFailed failed) {
                if (failed.failure().code() != FailureCode.DATABASE_LOGIN_REFUSED) {
                    throw failed;
                }
                refused.put(login, failed);
            }
        }
        logins.removeAll(refused.keySet());
        refused.forEach((login, failed) -> requireSeen(login, failed, logins, execution));
        return ended;
    }

    /** A restore that broke off leaves its role without the right to log in; another that sees it has looked then. */
    private static void requireSeen(Login refused, WorkFailed failed, Set<Login> others, Execution execution) {
        boolean seen = others.stream()
                .anyMatch(other -> on(other, execution, connection -> sees(connection, refused.username())));
        if (!seen) {
            throw failed;
        }
    }

    private static boolean sees(Connection connection, String role) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select pg_has_role(current_user, oid, 'USAGE') from pg_roles where rolname = ?")) {
            statement.setString(1, role);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    private static <T> T on(Login login, Execution execution, Reading<T> reading) {
        try (Connection connection = ReachableServer.open(login, execution)) {
            return reading.read(connection);
        } catch (SQLException broken) {
            throw TargetDatabase.failure(login, broken);
        }
    }

    private interface Reading<T> {
        T read(Connection connection) throws SQLException;
    }

    /** A role sees the names of its own sessions only, so every role has to look. */
    private static Set<Login> logins(Execution execution) {
        Set<Login> logins = new LinkedHashSet<>();
        if (execution.environment().parts().database().isPresent()) {
            DatabaseSettings database = execution.environment().requireDatabase();
            logins.add(database.main());
            logins.add(database.admin());
            logins.add(database.readOnly());
        }
        return logins;
    }

    private static int end(Connection connection, String prefix) throws SQLException {
        int ended = count(connection, "select count(pg_terminate_backend(pid))" + OTHERS, prefix);
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (ended > 0 && count(connection, "select count(*)" + OTHERS, prefix) > 0) {
            if (System.nanoTime() > deadline) {
                throw new WorkFailed(
                        FailureCode.STILL_RUNNING,
                        "Database sessions named " + prefix + " did not end within " + LONGEST_WAIT.toSeconds() + " s.",
                        "End them by hand (pg_terminate_backend), then retry; or vouch that nothing runs any more.");
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return ended;
    }

    private static int count(Connection connection, String sql, String prefix) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            String visible = prefix.substring(0, Math.min(prefix.length(), LONGEST_NAME));
            statement.setString(1, visible.replace("_", "\\_").replace("%", "\\%") + "%");
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }
}
