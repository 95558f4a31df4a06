package dev.belay.migration.online;

import static dev.belay.migration.online.OnlineFixture.evidence;
import static dev.belay.migration.online.OnlineFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.migration.OnlineOperation.AddColumn;
import dev.belay.contracts.migration.OnlineOperation.Nulls;
import dev.belay.contracts.migration.OnlineOperation.Triggers;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.OnlineMigrateWork;
import dev.belay.contracts.work.OnlineStateWork;
import dev.belay.embedded.junit.OwnPostgres;
import dev.belay.embedded.junit.OwnReplica;
import dev.belay.embedded.postgres.EmbeddedPostgres;
import dev.belay.migration.ThrowawayPostgres;
import dev.belay.worker.database.NamedReplica;
import dev.belay.worker.database.TargetDatabase;
import dev.belay.worker.environment.settings.DatabaseLimits;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.Secret;
import dev.belay.worker.testing.HandlerExecution;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Batches wait for those who read the server's log, and say for whom. */
class DownstreamTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final EmbeddedPostgres PRIMARY =
            OwnPostgres.start(configuration -> configuration.withSetting("max_wal_senders", "4"));

    /** Slow enough to be looked at more than once. */
    private static final AddColumn SIZE = new AddColumn(
            "orders",
            "size",
            "integer",
            "0",
            "id + (select 0 from pg_sleep(0.02 + orders.id * 0))",
            Nulls.REFUSED,
            Triggers.NONE_EXPECTED);

    private static final OnlineMigrateWork WORK = new OnlineMigrateWork(List.of(SIZE), null);

    private static final String PRIMARY_OF = "host=%s port=%d user=%s password=%s application_name=beside";

    private static OwnReplica replica;

    @BeforeAll
    static void startReplica() throws Exception {
        replica = OwnReplica.of(PRIMARY, "beside");
    }

    @AfterAll
    static void stopReplica() {
        replica.close();
    }

    @BeforeEach
    void createTable() throws SQLException {
        execute(
                login(PRIMARY),
                "drop table if exists orders, belay_online",
                "do $$ declare left_over regproc; begin for left_over in select oid from pg_proc where proname like 'belay%'"
                        + " loop execute 'drop function ' || left_over; end loop; end $$",
                "create table orders (id integer primary key)",
                "insert into orders select generate_series(1, 200)",
                "select pg_drop_replication_slot(slot_name) from pg_replication_slots");
    }

    /** The proof that nobody else has connected takes Belay's own sessions on the database off, and no others. */
    @Test
    void aSessionOnAReplicaIsNoneOnTheDatabase() throws SQLException {
        OnlineFixture system = system(Duration.ofSeconds(10), LIMIT, DatabaseLimits.NONE);
        HandlerExecution execution = HandlerExecution.of("migrate-1", system.environment);
        try (NamedReplica asked = new NamedReplica(login(replica.server()), execution)) {
            assertThat(asked.ask("0/0").bytes()).isZero();
        }
        TargetDatabase.connect(login(replica.server()), execution).close();
        assertThat(execution.databaseSessions()).isZero();
        TargetDatabase.connect(login(PRIMARY), execution).close();
        assertThat(execution.databaseSessions()).isEqualTo(1);
    }

    private static Login login(EmbeddedPostgres server) {
        return new Login(server.jdbcUrl("postgres"), PRIMARY.username(), new Secret(PRIMARY.password()));
    }

    private static OnlineFixture system(Duration lag, Duration patience, DatabaseLimits limits, Login... replicas) {
        return new OnlineFixture(
                login(PRIMARY),
                new OnlineProperties(
                        Duration.ofMillis(20),
                        Duration.ofMillis(50),
                        Duration.ofSeconds(10),
                        patience,
                        20,
                        Duration.ofSeconds(5),
                        lag),
                limits,
                replicas);
    }

    private static void execute(Login login, String... statements) throws SQLException {
        try (Connection connection = ThrowawayPostgres.connect(login);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static boolean waitsFor(HandlerExecution execution, String whom) {
        return execution.progress().stream()
                .anyMatch(progress -> progress.message().matches("waits for " + whom));
    }

    @Test
    void waitForAReplicaThatTheServerSees() throws Exception {
        execute(login(replica.server()), "select pg_wal_replay_pause()");
        goesOnOnce(
                "replica beside, which is [0-9]+ s behind",
                system(Duration.ofSeconds(2), LIMIT, DatabaseLimits.NONE),
                () -> execute(login(replica.server()), "select pg_wal_replay_resume()"));
    }

    @Test
    void waitForAReplicaThatTheEnvironmentNames() throws Exception {
        EmbeddedPostgres server = replica.server();
        String name = server.host() + ":" + server.port();
        OnlineFixture system = system(Duration.ofSeconds(2), LIMIT, DatabaseLimits.NONE, login(server));
        String upstream = PRIMARY_OF.formatted(PRIMARY.host(), PRIMARY.port(), PRIMARY.username(), PRIMARY.password());
        follow(server, "");
        await().atMost(LIMIT)
                .until(() ->
                        system.query("select count(*) from pg_stat_replication").equals("0"));
        goesOnOnce("replica " + name + ", which is [0-9]+ s behind", system, () -> follow(server, upstream));
    }

    private static void follow(EmbeddedPostgres server, String upstream) throws SQLException {
        execute(login(server), "alter system set primary_conninfo = '" + upstream + "'", "select pg_reload_conf()");
    }

    /** What lets a replica catch up. */
    private interface Mend {
        void run() throws SQLException;
    }

    /** While the replica does not replay, the batches do not go on; then they do, to the end. */
    private static void goesOnOnce(String whom, OnlineFixture system, Mend mend) throws Exception {
        HandlerExecution execution = system.execution("deployment-1/migrate-1/do/1");
        CompletableFuture<Void> migration = CompletableFuture.runAsync(() -> system.migrate.handle(WORK, execution));
        try {
            await().atMost(LIMIT).until(() -> waitsFor(execution, whom) || migration.isDone());
            assertThat(migration).isNotDone();
            assertThat(Integer.parseInt(system.query("select rows from belay_online")))
                    .isLessThan(200);
        } finally {
            mend.run();
        }
        migration.get(60, TimeUnit.SECONDS);
        assertThat(system.query("select count(*) from orders where size = id")).isEqualTo("200");
    }

    @Test
    void failWhereAReplicaCannotBeAsked() throws Exception {
        Login nobody = new Login("jdbc:postgresql://127.0.0.1:1/postgres", "nobody", new Secret("nothing"));
        OnlineFixture system = system(Duration.ofSeconds(10), Duration.ofMillis(1), DatabaseLimits.NONE, nobody);

        Failure failure = failure(() -> system.migrate(SIZE));

        assertThat(failure.code()).isEqualTo(FailureCode.DATABASE_ERROR);
        assertThat(failure.message())
                .contains("for replica 127.0.0.1:1, which cannot be asked", "What is filled stays filled.");
        assertThat(failure.next()).contains("database.replicas", "it goes on there");
        assertThat(Integer.parseInt(system.query("select rows from belay_online")))
                .isBetween(20, 199);
        Failure none = failure(() -> system(Duration.ofSeconds(10), LIMIT, DatabaseLimits.NONE, login(PRIMARY))
                .migrate(SIZE));
        assertThat(none.code()).isEqualTo(FailureCode.ENVIRONMENT_INVALID);
        assertThat(none.message()).contains("follows no other");
    }

    @Test
    void waitForTheReaderOfASlotWhereTheEnvironmentLimitsWhatIsKept() throws Exception {
        OnlineFixture system =
                system(Duration.ofSeconds(10), LIMIT, new DatabaseLimits(Optional.empty(), Optional.of(200_000L)));
        execute(login(PRIMARY), "select pg_create_physical_replication_slot('spare', true)");
        execute(
                login(PRIMARY),
                "create table if not exists noise as select repeat('x', 100) from generate_series(1, 9000)");
        HandlerExecution execution = system.execution("deployment-1/migrate-1/do/1");

        CompletableFuture<Void> migration = CompletableFuture.runAsync(() -> system.migrate.handle(WORK, execution));
        await().atMost(LIMIT)
                .until(() ->
                        waitsFor(execution, "replication slot spare, which nobody reads and for which .*B are kept")
                                || migration.isDone());
        assertThat(migration).isNotDone();

        execute(login(PRIMARY), "select pg_drop_replication_slot('spare')");
        migration.get(60, TimeUnit.SECONDS);
        assertThat(system.query("select count(*) from orders where size = id")).isEqualTo("200");
    }

    @Test
    void goOnWhateverIsKeptWhereNothingIsLimited() throws Exception {
        OnlineFixture system = system(Duration.ofSeconds(10), Duration.ofMillis(1), DatabaseLimits.NONE);
        execute(login(PRIMARY), "select pg_create_physical_replication_slot('spare', true)");

        system.migrate(SIZE);

        assertThat(system.query("select count(*) from orders where size = id")).isEqualTo("200");
    }

    @Test
    void areNamedBeforeAnythingBegins() throws Exception {
        OnlineFixture system = system(Duration.ofSeconds(10), LIMIT, DatabaseLimits.NONE);

        assertThat(evidence(
                        system.state.handle(
                                new OnlineStateWork(List.of(SIZE), null),
                                system.execution("deployment-1/migrate-1/before/1")),
                        "around"))
                .contains("replica beside");
    }
}
