package dev.belay.healthcheck;

import static dev.belay.healthcheck.Checks.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.check.DatabaseExpectations.Measure;
import dev.belay.contracts.check.DatabaseExpectations.Measure.Subject;
import dev.belay.contracts.check.Expectation.Comparison;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Failure;
import dev.belay.embedded.junit.OwnPostgres;
import dev.belay.embedded.junit.OwnReplica;
import dev.belay.embedded.postgres.EmbeddedPostgres;
import dev.belay.worker.environment.settings.DatabaseLimits;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.Secret;
import dev.belay.worker.execution.Done;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How far a replica that really streams is behind, while it replays and while it does not. */
class ReplicaLagTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final EmbeddedPostgres PRIMARY =
            OwnPostgres.start(configuration -> configuration.withSetting("max_wal_senders", "4"));

    private static OwnReplica replica;

    @BeforeAll
    static void startReplica() throws Exception {
        replica = OwnReplica.of(PRIMARY, "beside");
        execute(PRIMARY, "create table visit (id serial primary key)");
    }

    @AfterAll
    static void stopReplica() {
        replica.close();
    }

    @Test
    void tellsByHowMuchTimeAReplicaIsBehind() throws Exception {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(lag("10s"))
                        .extracting(Evidence::label, Evidence::value)
                        .singleElement()
                        .satisfies(seen -> assertThat(seen.toString()).contains("Lag of replica beside", "streaming")));

        execute(replica.server(), "select pg_wal_replay_pause()");
        execute(PRIMARY, "insert into visit default values");
        await().atMost(LIMIT)
                .until(() -> "t".equals(text("select replay_lag > interval '2s' from pg_stat_replication")));
        WorkFailed late = catchThrowableOfType(WorkFailed.class, () -> lag("1500ms"));
        assertThat(late.failure().message())
                .matches("Lag of replica beside: found [0-9.]+ ?s \\(streaming, .*\\), expected under 1500ms\\.");
        lag("1h");

        execute(replica.server(), "select pg_wal_replay_resume()");
        await().atMost(LIMIT)
                .until(() -> "t".equals(text("select replay_lsn = pg_current_wal_lsn() from pg_stat_replication")));
        assertThat(lag("1500ms")).as("caught up, whatever its lag was last").hasSize(1);
    }

    /** The server that it follows says nothing of a replica that has broken off. */
    @Test
    void asksAReplicaThatTheEnvironmentNamesAtItsOwnAddress() throws Exception {
        Login named = login(replica.server());
        String what = "Lag of replica " + replica.server().host() + ":"
                + replica.server().port() + ", by itself";
        execute(PRIMARY, "insert into visit default values");
        await().atMost(LIMIT)
                .until(() -> "t".equals(text("select replay_lsn = pg_current_wal_lsn() from pg_stat_replication")));
        assertThat(lag("1500ms", named)).extracting(Evidence::label).contains(what);

        String upstream = text(replica.server(), "show primary_conninfo");
        execute(replica.server(), "alter system set primary_conninfo = ''");
        execute(replica.server(), "select pg_reload_conf()");
        try {
            await().atMost(LIMIT).until(() -> "0".equals(text("select count(*) from pg_stat_replication")));
            assertThat(lag("1500ms"))
                    .extracting(Evidence::value)
                    .containsExactly("the server has no replica and no" + " replication slot");
            execute(PRIMARY, "insert into visit select from generate_series(1, 1000)");
            await().atMost(LIMIT).untilAsserted(() -> {
                WorkFailed late = catchThrowableOfType(WorkFailed.class, () -> lag("1500ms", named));
                assertThat(late).isNotNull();
                assertThat(late.failure().message())
                        .matches(Pattern.quote(what) + ": found [0-9.]+ ?s \\(.*B\\), expected under 1500ms\\.");
            });
            assertThat(catchThrowableOfType(WorkFailed.class, () -> lag("1kB", named))
                            .failure()
                            .message())
                    .contains(what + ": found");
            lag("1GB", named);
        } finally {
            execute(replica.server(), "alter system set primary_conninfo = '" + upstream.replace("'", "''") + "'");
            execute(replica.server(), "select pg_reload_conf()");
        }
    }

    @Test
    void namesAReplicaThatCannotBeAskedAndAServerThatIsNone() {
        Login nobody = new Login("jdbc:postgresql://127.0.0.1:1/postgres", "nobody", new Secret("nothing"));

        assertThat(catchThrowableOfType(WorkFailed.class, () -> lag("1h", nobody))
                        .failure()
                        .message())
                .contains("Lag of replica 127.0.0.1:1, by itself: it cannot be asked", "could not be reached");
        assertThat(catchThrowableOfType(WorkFailed.class, () -> lag("1h", login(PRIMARY)))
                        .failure()
                        .message())
                .contains("follows no other");
    }

    private static Login login(EmbeddedPostgres server) {
        return new Login(server.jdbcUrl("postgres"), server.username(), new Secret(server.password()));
    }

    @Test
    void neverHoldsWhereASlotHasLostWhatItNeeds() throws Exception {
        EmbeddedPostgres sparing =
                OwnPostgres.start(configuration -> configuration.withSetting("max_slot_wal_keep_size", "1MB"));
        execute(sparing, "select pg_create_physical_replication_slot('spare', true)");
        for (int i = 0; i < 4; i++) {
            execute(sparing, "create table filler_" + i + " ()");
            execute(sparing, "select pg_switch_wal()");
        }
        execute(sparing, "checkpoint");

        for (String under : List.of("1h", "100GB")) {
            Failure lost = catchThrowableOfType(WorkFailed.class, () -> lag(login(sparing), under))
                    .failure();
            assertThat(lost.message())
                    .matches(
                            "Kept for replication slot spare: found .*, not in use, (lost|unreserved); expected that all"
                                    + " it needs is kept\\.");
            assertThat(lost.next()).contains("pg_drop_replication_slot");
        }
    }

    private static List<Evidence> lag(String under, Login... replicas) throws Exception {
        return lag(login(PRIMARY), under, replicas);
    }

    private static List<Evidence> lag(Login server, String under, Login... replicas) throws Exception {
        Done done = Checks.handler()
                .handle(
                        Checks.measures(new Measure(Subject.LAG, null, expect(Comparison.UNDER, under))),
                        HandlerExecution.of(
                                "check",
                                Environments.environment()
                                        .database(server, DatabaseLimits.NONE, replicas)
                                        .build()));
        return done.evidence();
    }

    private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(String sql) throws SQLException {
        return text(PRIMARY, sql);
    }

    private static String text(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    private static Connection connect(EmbeddedPostgres server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl("postgres"), server.username(), server.password());
    }
}
