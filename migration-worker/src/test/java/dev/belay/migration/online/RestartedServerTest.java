package dev.belay.migration.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.contracts.migration.OnlineOperation.Nulls;
import dev.belay.contracts.migration.OnlineOperation.Triggers;
import dev.belay.contracts.migration.OnlineOperation.Uniqueness;
import dev.belay.contracts.work.OnlineMigrateWork;
import dev.belay.contracts.work.OnlineUndoWork;
import dev.belay.contracts.work.Output.OnlineState;
import dev.belay.contracts.work.Work;
import dev.belay.embedded.postgres.Durability;
import dev.belay.embedded.postgres.EmbeddedPostgres;
import dev.belay.embedded.postgres.PostgresConfiguration;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.Secret;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed.WasDone;
import dev.belay.worker.execution.Witnessed.WasNotDone;
import dev.belay.worker.failure.WorkFailed;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that is restarted in the middle of a statement that changes the schema leaves nothing half-made for long. */
@Tag("long")
class RestartedServerTest {
    @TempDir
    Path directory;

    private PostgresConfiguration configuration;
    private EmbeddedPostgres server;
    private OnlineFixture system;

    /** The statement in which the server is stopped, and what holds it up. */
    enum Moment {
        BUILDS_AN_INDEX(
                new OnlineOperation.CreateIndex(
                        "orders_note", "orders", List.of("note"), Uniqueness.ANY, "btree", List.of(), null),
                "create index concurrently%",
                "orders"),
        BUILDS_AN_INDEX_ANEW(new OnlineOperation.Reindex("orders_total"), "reindex%concurrently%", "orders"),
        VALIDATES_A_CONSTRAINT(
                new OnlineOperation.AddCheck("orders_checked", "orders", "total >= slowly(0)"),
                "%validate constraint%",
                "pg_class"),
        ALTERS_THE_TABLE(
                new OnlineOperation.AddColumn(
                        "orders", "size", "integer", "0", null, Nulls.REFUSED, Triggers.NONE_EXPECTED),
                "alter table%add column%",
                "orders");

        private final OnlineOperation operation;
        private final String statement;
        private final String read;

        /** @param read the table that another session goes on reading, in a snapshot older than the operation */
        Moment(OnlineOperation operation, String statement, String read) {
            this.operation = operation;
            this.statement = statement;
            this.read = read;
        }
    }

    @BeforeEach
    void startServer() throws SQLException {
        configuration = PostgresConfiguration.in(directory).withDurability(Durability.THROWAWAY);
        server = EmbeddedPostgres.start(configuration);
        server.createDatabase("app");
        system = new OnlineFixture(
                new Login(server.jdbcUrl("app"), server.username(), new Secret(server.password())),
                new OnlineProperties(
                        Duration.ofMillis(200),
                        Duration.ofMillis(50),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30),
                        40,
                        Duration.ofMillis(100),
                        Duration.ofSeconds(10)));
        system.sql(
                "create function slowly(value integer) returns integer language sql volatile"
                        + " as 'select value from pg_sleep(0.01)'",
                "create table orders (id integer primary key, total integer, note text)",
                "create index orders_total on orders (total)",
                "insert into orders select i, i, 'note ' || i from generate_series(1, 200) i");
    }

    @AfterEach
    void stopServer() {
        server.close();
        EmbeddedPostgres.delete(directory);
    }

    @ParameterizedTest
    @EnumSource
    void theNextAttemptGoesOn(Moment moment) throws Exception {
        stopIn(moment);

        OnlineMigrateWork work = new OnlineMigrateWork(List.of(moment.operation), null);
        assertThat(system.migrate.witness(work, system.execution("deployment-1/migrate-1/do/1")))
                .isInstanceOf(WasNotDone.class);
        requireDone(system.migrate, work, "deployment-1/migrate-1/do/2");
    }

    @ParameterizedTest
    @EnumSource
    void theWayBackLeavesTheSchemaAsItWas(Moment moment) throws Exception {
        OnlineState before = stopIn(moment);

        requireDone(
                system.undo,
                new OnlineUndoWork(List.of(moment.operation), null, before),
                "deployment-1/migrate-1/undo/1");
        assertThat(system.state(moment.operation)).isEqualTo(before);
    }

    private <W extends Work> void requireDone(Handler<W> handler, W work, String id) throws Exception {
        handler.handle(work, system.execution(id));
        assertThat(handler.witness(work, system.execution(id))).isInstanceOf(WasDone.class);
        assertThat(system.leftOver()).isEmpty();
        assertThat(system.query("select count(*) from orders")).isEqualTo("200");
    }

    /** Begins the operation, and stops the server and starts it again when the statement runs. */
    private OnlineState stopIn(Moment moment) throws Exception {
        OnlineState before = system.state(moment.operation);
        OnlineMigrateWork work = new OnlineMigrateWork(List.of(moment.operation), null);
        CompletableFuture<Throwable> broken;
        try (Connection reader = reader(moment)) {
            broken = CompletableFuture.supplyAsync(() ->
                    catchThrowable(() -> system.migrate.handle(work, system.execution("deployment-1/migrate-1/do/1"))));
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> runs(moment));
            server.close();
            assertThat(reader.isValid(1)).isFalse();
        }
        server = EmbeddedPostgres.start(configuration.withPort(server.port()));
        assertThat(broken.get(30, TimeUnit.SECONDS)).isInstanceOf(WorkFailed.class);
        return before;
    }

    /** A transaction that stays open; builds of indexes wait for its snapshot, changes of a table for its lock. */
    private Connection reader(Moment moment) throws SQLException {
        Connection connection = system.connect();
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select count(*) from " + moment.read);
        }
        return connection;
    }

    private boolean runs(Moment moment) throws SQLException {
        return system.query("select count(*) > 0 from pg_stat_activity where state = 'active'"
                        + " and application_name like 'belay/%' and wait_event_type in ('Lock', 'Timeout')"
                        + " and query ilike '" + moment.statement + "'")
                .equals("t");
    }
}
