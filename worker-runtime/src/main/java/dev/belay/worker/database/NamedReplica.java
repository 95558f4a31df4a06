package dev.belay.worker.database;

import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A replica that the environment names, asked at its own address how far it has come: the server that it follows knows
 * nothing of one that has broken off.
 */
public final class NamedReplica implements AutoCloseable {
    private static final int LONGEST_SECONDS = 10;
    private static final String STANDING = """
            select pg_is_in_recovery(),
                   greatest(pg_wal_lsn_diff(cast(? as pg_lsn), pg_last_wal_replay_lsn()), 0)::bigint,
                   (extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp()) * 1000)::bigint
            """;

    private final Login login;
    private final Execution execution;
    private @Nullable Connection connection;

    public NamedReplica(Login login, Execution execution) {
        this.login = login;
        this.execution = execution;
    }

    /**
     * How far it is behind.
     *
     * @param bytes of the log that it has still to replay
     * @param time since the newest change that it has replayed; zero where nothing is left to replay, empty where it has
     *     replayed nothing since it was started
     */
    public record Standing(long bytes, Optional<Duration> time) {}

    /** Host and port, for people. */
    public String name() {
        ServerAddress address = ServerAddress.of(login);
        return address.host() + ":" + address.port();
    }

    /**
     * Asks it.
     *
     * @param position that the server has reached which it follows, as PostgreSQL writes it
     * @throws WorkFailed when it does not answer, or follows no server
     */
    public Standing ask(String position) {
        try {
            return read(open(), position);
        } catch (SQLException broken) {
            close();
            throw TargetDatabase.failure(login, broken);
        }
    }

    private Standing read(Connection open, String position) throws SQLException {
        try (PreparedStatement query = open.prepareStatement(STANDING)) {
            query.setQueryTimeout(LONGEST_SECONDS);
            query.setString(1, position);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                if (!row.getBoolean(1)) {
                    throw new WorkFailed(
                            FailureCode.ENVIRONMENT_INVALID,
                            "The server at " + name() + " follows no other; expected was a replica of the environment's"
                                    + " database.",
                            "Correct \"database.replicas\" in the environment file, or look whether the replica was"
                                    + " promoted.");
                }
                long bytes = row.getLong(2);
                long milliseconds = row.getLong(3);
                Optional<Duration> time =
                        row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(milliseconds));
                return new Standing(bytes, bytes == 0 ? Optional.of(Duration.ZERO) : time);
            }
        }
    }

    private Connection open() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = TargetDatabase.open(login, execution);
            connection = open;
        }
        return open;
    }

    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException alreadyGone) {
                // A session that is gone needs no closing.
            }
        }
    }
}
