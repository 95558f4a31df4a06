package dev.belay.migration.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.contracts.migration.OnlineOperation.Keep;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A server that is restarted, or crashes, in the middle of a statement that changes the schema leaves nothing half-made
 * for long, and nothing that is called whole.
 */
@Tag("long")
@ParameterizedClass
@EnumSource
class RestartedServerTest {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    @TempDir
    static Path directory;

    private static PostgresConfiguration configuration;
    private static EmbeddedPostgres server;

    private final Ending ending;
    private String database;
    private OnlineFixture system;

    RestartedServerTest(Ending ending) {
        this.ending = ending;
    }

    /** How the server ends. */
    enum Ending {
        FAST_SHUTDOWN(""),
        IMMEDIATE_SHUTDOWN("QUIT"),
        KILLED("KILL");

        private final String signal;

        Ending(String signal) {
            this.signal = signal;
        }

        private void end(EmbeddedPostgres server) throws Exception {
            if (!signal.isEmpty()) {
                Path file = server.home().resolve("data").resolve("postmaster.pid");
                ProcessHandle postmaster = ProcessHandle.of(
                                Long.parseLong(Files.readAllLines(file).get(0).strip()))
                        .orElseThrow();
                List<ProcessHandle> all = Stream.concat(Stream.of(postmaster), postmaster.descendants())
                        .toList();
                new ProcessBuilder("kill", "-" + signal, String.valueOf(postmaster.pid())).start();
                await().atMost(Duration.ofSeconds(30)).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
                Files.deleteIfExists(file);
            }
            server.close();
        }
    }

    /** The statement in which the server ends, and what holds it up. */
    enum Moment {
        BUILDS_AN_INDEX(
                new OnlineOperation.CreateIndex(
                        "orders_note", "orders", List.of("note"), Uniqueness.ANY, "btree", List.of(), null),
                "create index concurrently%",
                Hold.OLDER_READER),
        BUILDS_AN_INDEX_ANEW(new OnlineOperation.Reindex("orders_total"), "reindex%concurrently%", Hold.OLDER_READER),
        DROPS_AN_INDEX(new OnlineOperation.DropIndex("orders_total"), "drop index concurrently%", Hold.OLDER_READER),
        VALIDATES_A_CONSTRAINT(
                new OnlineOperation.AddCheck("orders_checked", "orders", "total >= 0"),
                "%validate constraint%",
                Hold.END_OF_STATEMENT),
        ALTERS_THE_TABLE(
                new OnlineOperation.AddColumn(
                        "orders", "size", "integer", "0", null, Nulls.REFUSED, Triggers.NONE_EXPECTED),
                "alter table%add column%",
                Hold.END_OF_STATEMENT),
        FILLS_A_COLUMN(
                new OnlineOperation.AddColumn(
                        "orders",
                        "size",
                        "integer",
                        "0",
                        "total + (select 0 from pg_sleep(0.01 + orders.total * 0))",
                        Nulls.REFUSED,
                        Triggers.NONE_EXPECTED),
                "%update%orders%",
                Hold.ITSELF),
        PROVES_THAT_NO_ROW_IS_EMPTY(filled(), "%validate constraint%", Hold.END_OF_STATEMENT),
        SETS_NOT_NULL(filled(), "alter table%set not null%", Hold.END_OF_STATEMENT),
        DROPS_A_COLUMN(
                new OnlineOperation.DropColumn("orders", "note", Keep.VALUES),
                "alter table%drop column%",
                Hold.END_OF_STATEMENT);

        private final OnlineOperation operation;
        private final String statement;
        private final Hold hold;

        Moment(OnlineOperation operation, String statement, Hold hold) {
            this.operation = operation;
            this.statement = statement;
            this.hold = hold;
        }

        private static OnlineOperation filled() {
            return new OnlineOperation.AddColumn(
                    "orders", "size", "integer", "0", "total", Nulls.REFUSED, Triggers.NONE_EXPECTED);
        }
    }

    /** What keeps a statement from ending. */
    enum Hold {
        /** A transaction whose snapshot is older; builds of indexes wait for it. */
        OLDER_READER,
        /** An event trigger, once all is done and not yet committed. */
        END_OF_STATEMENT,
        /** It takes its time. */
        ITSELF
    }

    /** A crash of the server loses nothing that it has handed to the machine; that of the machine is not tried here. */
    @BeforeAll
    static void startServer() {
        configuration = PostgresConfiguration.in(directory)
                .withDurability(Durability.THROWAWAY)
                .withSetting("synchronous_commit", "on");
        server = EmbeddedPostgres.start(configuration);
    }

    @BeforeEach
    void createDatabase() throws SQLException {
        database = "app_" + DATABASES.incrementAndGet();
        server.createDatabase(database);
        system = new OnlineFixture(
                new Login(server.jdbcUrl(database), server.username(), new Secret(server.password())),
                new OnlineProperties(
                        Duration.ofMillis(200),
                        Duration.ofMillis(50),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30),
                        40,
                        Duration.ofMillis(100),
                        Duration.ofSeconds(10)));
        system.sql(
                "create table orders (id integer primary key, total integer, note text)",
                "create index orders_total on orders (total)",
                "insert into orders select i, i, 'note ' || i from generate_series(1, 200) i",
                "create table held (statement text)",
                "create function hold() returns event_trigger language plpgsql as 'begin"
                        + " if exists (select from held where current_query() ilike statement) then"
                        + " perform pg_sleep(60); end if; end'",
                "create event trigger hold on ddl_command_end execute function hold()");
    }

    @AfterEach
    void dropDatabase() {
        server.dropDatabase(database);
    }

    @AfterAll
    static void stopServer() {
        server.close();
        EmbeddedPostgres.delete(directory);
    }

    @ParameterizedTest
    @EnumSource
    void theNextAttemptGoesOn(Moment moment) throws Exception {
        stopIn(moment);

        requireDone(
                system.migrate, new OnlineMigrateWork(List.of(moment.operation), null), "deployment-1/migrate-1/do/2");
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
        assertThat(system.query("select count(*) from orders where note = 'note ' || id and total = id"))
                .isEqualTo("200");
    }

    private <W extends Work> void requireDone(Handler<W> handler, W work, String id) throws Exception {
        handler.handle(work, system.execution(id));
        assertThat(handler.witness(work, system.execution(id))).isInstanceOf(WasDone.class);
        assertThat(system.leftOver()).isEmpty();
        assertThat(system.query("select count(*) from orders")).isEqualTo("200");
    }

    /** Begins the operation, and ends the server and starts it again when the statement runs. */
    private OnlineState stopIn(Moment moment) throws Exception {
        OnlineState before = system.state(moment.operation);
        OnlineMigrateWork work = new OnlineMigrateWork(List.of(moment.operation), null);
        CompletableFuture<Throwable> broken;
        try (Connection reader = reader(moment)) {
            if (moment.hold == Hold.END_OF_STATEMENT) {
                system.sql("insert into held values ('" + moment.statement + "')");
            }
            broken = CompletableFuture.supplyAsync(() ->
                    catchThrowable(() -> system.migrate.handle(work, system.execution("deployment-1/migrate-1/do/1"))));
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> runs(moment));
            ending.end(server);
            assertThat(reader.isValid(1)).isFalse();
        }
        server = EmbeddedPostgres.start(configuration.withPort(server.port()));
        assertThat(broken.get(30, TimeUnit.SECONDS)).isInstanceOf(WorkFailed.class);
        system.sql("delete from held");
        assertThat(system.migrate.witness(work, system.execution("deployment-1/migrate-1/do/1")))
                .isInstanceOf(WasNotDone.class);
        return before;
    }

    /** A transaction that stays open. */
    private Connection reader(Moment moment) throws SQLException {
        Connection connection = system.connect();
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select count(*) from " + (moment.hold == Hold.OLDER_READER ? "orders" : "pg_class"));
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
