package dev.belay.worker.database;

import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.failure.WorkFailed;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.PGConnection;

/**
 * A pooler that gives each transaction another session of the server. Behind one, the name of a session, its settings
 * and its locks belong to whoever comes next, so nothing of what keeps an older turn away would hold.
 *
 * <p>A pooler answers a login itself, with a process number of its own making. Where that is not the number of the
 * process that then works, two sessions at once show whether each keeps its process.
 */
public final class TransactionPooler {
    /** Where every session of a pool is taken, a second one is not answered: then the first one has its own. */
    private static final String SECONDS_FOR_ANOTHER = "5";

    private TransactionPooler() {}

    /** @throws WorkFailed where the session was given by such a pooler */
    public static void refuse(Connection session, Login login) throws SQLException {
        Optional<String> found = found(session, login);
        if (found.isPresent()) {
            throw new WorkFailed(
                    FailureCode.ENVIRONMENT_INVALID,
                    "The database at " + login.url() + " is reached through a pooler in transaction mode: "
                            + found.get() + ".",
                    mend());
        }
    }

    /** How such a pooler showed; empty where there is none. */
    public static Optional<String> found(Connection session, Login login) throws SQLException {
        long told = session.unwrap(PGConnection.class).getBackendPID();
        long worked = process(session);
        return told == worked ? Optional.empty() : shared(session, worked, login);
    }

    public static String mend() {
        return "Give the server's own address in the environment file, or that of a pool in session mode.";
    }

    private static Optional<String> shared(Connection session, long worked, Login login) throws SQLException {
        long other;
        long now;
        try (Connection second = open(login)) {
            second.setAutoCommit(false);
            other = process(second);
            now = process(session);
        } catch (SQLException noOther) {
            return Optional.empty();
        }
        if (other == worked) {
            return Optional.of("two sessions were served by one process of the server, " + worked);
        }
        return now == worked
                ? Optional.empty()
                : Optional.of("one session was served by two processes of the server, " + worked + " and " + now);
    }

    private static Connection open(Login login) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", login.username());
        properties.setProperty("password", login.password().value());
        properties.setProperty("ApplicationName", "belay/pooler");
        properties.setProperty("connectTimeout", SECONDS_FOR_ANOTHER);
        properties.setProperty("socketTimeout", SECONDS_FOR_ANOTHER);
        return DriverManager.getConnection(login.url(), properties);
    }

    private static long process(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery("select pg_catalog.pg_backend_pid()")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
