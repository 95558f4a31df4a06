package dev.belay.healthcheck;

import static dev.belay.healthcheck.Checks.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.check.DatabaseExpectations.Measure;
import dev.belay.contracts.check.DatabaseExpectations.Measure.Subject;
import dev.belay.contracts.check.Expectation.Comparison;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.embedded.junit.OwnPostgres;
import dev.belay.embedded.postgres.Durability;
import dev.belay.embedded.postgres.EmbeddedPostgres;
import dev.belay.embedded.postgres.PostgresConfiguration;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.Secret;
import dev.belay.worker.execution.Done;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How far a replica that really streams is behind, while it replays and while it does not. */
class ReplicaLagTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final EmbeddedPostgres PRIMARY =
            OwnPostgres.start(configuration -> configuration.withSetting("max_wal_senders", "4"));

    private static Path directory;
    private static EmbeddedPostgres replica;

    @BeforeAll
    static void startReplica() throws Exception {
        directory = Files.createTempDirectory("belay-replica-");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        Path data = directory.resolve("data");
        run(
                "pg_basebackup",
                "--pgdata=" + data,
                "--dbname=host=" + PRIMARY.host() + " port=" + PRIMARY.port() + " user=" + PRIMARY.username()
                        + " password=" + PRIMARY.password() + " application_name=beside",
                "--write-recovery-conf",
                "--checkpoint=fast",
                "--no-sync");
        Files.copy(PRIMARY.passwordFile(), directory.resolve("password"));
        run("chown", "--recursive", "--reference=" + PRIMARY.home().resolve("data"), data.toString());
        replica = EmbeddedPostgres.start(PostgresConfiguration.in(directory)
                .withDurability(Durability.THROWAWAY)
                .withSetting("wal_receiver_status_interval", "1s"));
        execute(PRIMARY, "create table visit (id serial primary key)");
    }

    @AfterAll
    static void stopReplica() {
        replica.close();
        EmbeddedPostgres.delete(directory);
    }

    @Test
    void tellsByHowMuchTimeAReplicaIsBehind() throws Exception {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(lag("10s"))
                        .extracting(Evidence::label, Evidence::value)
                        .singleElement()
                        .satisfies(seen -> assertThat(seen.toString()).contains("Lag of replica beside", "streaming")));

        execute(replica, "select pg_wal_replay_pause()");
        execute(PRIMARY, "insert into visit default values");
        await().atMost(LIMIT)
                .until(() -> "t".equals(text("select replay_lag > interval '2s' from pg_stat_replication")));
        WorkFailed late = catchThrowableOfType(WorkFailed.class, () -> lag("1500ms"));
        assertThat(late.failure().message())
                .matches("Lag of replica beside: found [0-9.]+ ?s \\(streaming, .*\\), expected under 1500ms\\.");
        lag("1h");

        execute(replica, "select pg_wal_replay_resume()");
        await().atMost(LIMIT)
                .until(() -> "t".equals(text("select replay_lsn = pg_current_wal_lsn() from pg_stat_replication")));
        assertThat(lag("1500ms")).as("caught up, whatever its lag was last").hasSize(1);
    }

    private static List<Evidence> lag(String under) throws Exception {
        Login login = new Login(PRIMARY.jdbcUrl("postgres"), PRIMARY.username(), new Secret(PRIMARY.password()));
        Done done = Checks.handler()
                .handle(
                        Checks.measures(new Measure(Subject.LAG, null, expect(Comparison.UNDER, under))),
                        HandlerExecution.of(
                                "check",
                                Environments.environment().database(login).build()));
        return done.evidence();
    }

    private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(String sql) throws SQLException {
        try (Connection connection = connect(PRIMARY);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    private static Connection connect(EmbeddedPostgres server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl("postgres"), PRIMARY.username(), PRIMARY.password());
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
