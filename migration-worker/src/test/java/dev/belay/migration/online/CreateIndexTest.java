package dev.belay.migration.online;

import static dev.belay.migration.online.OnlineFixture.evidence;
import static dev.belay.migration.online.OnlineFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.contracts.migration.OnlineOperation.CreateIndex;
import dev.belay.contracts.migration.OnlineOperation.Uniqueness;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.OnlineMigrateWork;
import dev.belay.contracts.work.Output.OnlineState;
import dev.belay.worker.execution.Witnessed.WasNotDone;
import dev.belay.worker.testing.HandlerExecution;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What building an index waits for, cleans up, and refuses. */
class CreateIndexTest {
    private static final CreateIndex INDEX = index("orders_total", Uniqueness.ANY, "total");
    private static final OnlineMigrateWork WORK = new OnlineMigrateWork(List.of(INDEX), null);

    private OnlineFixture system;

    @BeforeEach
    void createTable() throws SQLException {
        system = new OnlineFixture();
        system.sql(
                "create table orders (id integer primary key, total integer not null)",
                "insert into orders select i, i % 50 from generate_series(1, 200) i");
    }

    private static CreateIndex index(String name, Uniqueness uniqueness, String... columns) {
        return new CreateIndex(name, "orders", List.of(columns), uniqueness, "btree", List.of(), null);
    }

    /** A transaction whose snapshot is older than every index build that begins now. */
    private Connection oldSnapshot(String table) throws SQLException {
        Connection connection = system.connect();
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select count(*) from " + table);
        }
        return connection;
    }

    private OnlineFixture waitingAtMost(Duration budget) {
        return new OnlineFixture(
                system.login,
                new OnlineProperties(
                        Duration.ofMillis(20),
                        Duration.ofMillis(50),
                        Duration.ofSeconds(1),
                        budget,
                        40,
                        Duration.ofMillis(100),
                        Duration.ofSeconds(10)));
    }

    @Test
    void waitsForOlderTransactionsAndNamesThem() throws Exception {
        HandlerExecution execution = system.execution("deployment-1/migrate-1/do/1");
        try (Connection old = oldSnapshot("orders")) {
            Thread build = new Thread(() -> system.migrate.handle(WORK, execution));
            build.start();
            await().until(() -> execution.progress().stream()
                    .anyMatch(progress -> progress.message().contains("waits for a lock of pid")));
            system.sql("insert into orders values (1000, 1)");
            old.rollback();
            build.join();
        }

        assertThat(system.leftOver()).isEmpty();
        assertThat(system.query("select indisvalid from pg_index where indexrelid = 'orders_total'::regclass"))
                .isEqualTo("t");
    }

    /** Only a transaction that has used the table keeps it from dropping what the build has left. */
    @Test
    void leavesNothingInvalidWhereItsBudgetIsSpent() throws Exception {
        OnlineFixture hasty = waitingAtMost(Duration.ofMillis(700));
        try (Connection old = oldSnapshot("pg_class")) {
            Failure failure = failure(() -> hasty.migrate(INDEX));

            assertThat(failure.message()).contains("within 0.7 s", "pid", "select count(*)", "Nothing of it is left.");
            assertThat(system.leftOver()).isEmpty();
            old.rollback();
        }
    }

    @Test
    void dropsWhatItHasLeftAsSoonAsTheOlderTransactionEnds() throws Exception {
        OnlineFixture hasty = waitingAtMost(Duration.ofSeconds(4));
        CompletableFuture<Failure> failing;
        try (Connection old = oldSnapshot("orders")) {
            failing = CompletableFuture.supplyAsync(() -> failure(() -> hasty.migrate(INDEX)));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> system.query("select count(*) from pg_stat_activity where datname ="
                                    + " current_database() and query like 'drop index concurrently%'"
                                    + " and wait_event_type = 'Lock'")
                            .equals("1"));
            assertThat(system.leftOver()).isEqualTo("index orders_total");
            old.rollback();
        }

        assertThat(failing.get(30, TimeUnit.SECONDS).message()).contains("within 4.0 s", "Nothing of it is left.");
        assertThat(system.leftOver()).isEmpty();
    }

    @Test
    void saysThatAnInvalidIndexIsLeftWhichTheWayBackDrops() throws Exception {
        OnlineFixture hasty = waitingAtMost(Duration.ofMillis(700));
        OnlineState before = system.state(INDEX);
        try (Connection old = oldSnapshot("orders")) {
            Failure failure = failure(() -> hasty.migrate(INDEX));

            assertThat(failure.message()).contains("What it has left is INVALID, serves no query");
            assertThat(failure(() -> hasty.undo(before, INDEX)).message())
                    .contains("To drop index orders_total did not get its lock", "pid", "select count(*)");
            assertThat(system.leftOver()).isEqualTo("index orders_total");
            old.rollback();
        }

        hasty.undo(before, INDEX);

        assertThat(system.leftOver()).isEmpty();
        assertThat(system.exists("orders_total")).isFalse();
    }

    /** The server cuts the name of the copy, so that it does not begin with the index's whole name. */
    @Test
    void findsWhatABrokenBuildOfAnIndexWithALongNameHasLeft() throws Exception {
        String name = "ü".repeat(31) + "x";
        system.sql("create index " + name + " on orders (total)");
        try (Connection old = oldSnapshot("orders");
                Connection other = system.connect();
                Statement statement = other.createStatement()) {
            statement.execute("set lock_timeout = 200");
            assertThatThrownBy(() -> statement.execute("reindex index concurrently " + name))
                    .hasMessageContaining("lock timeout");
            old.rollback();
        }
        assertThat(system.leftOver()).contains("_ccnew");

        system.migrate(new OnlineOperation.Reindex(name));

        assertThat(system.leftOver()).isEmpty();
    }

    @Test
    void dropsWhatADeadWorkerHasLeftAndBuildsAnew() throws Exception {
        try (Connection old = oldSnapshot("orders")) {
            HandlerExecution execution = system.execution("deployment-1/migrate-1/do/1");
            Thread build = new Thread(() -> failure(() -> system.migrate.handle(WORK, execution)));
            build.setUncaughtExceptionHandler((thread, error) -> {});
            build.start();
            await().until(() -> system.leftOver().contains("orders_total"));
            execution.cancel();
            build.join();
            await().until(() -> system.query(
                            "select count(*) from pg_stat_activity where application_name like 'belay/%'"
                                    + " and datname = current_database()")
                    .equals("0"));
            old.rollback();
        }
        assertThat(system.leftOver()).isEqualTo("index orders_total");
        assertThat(system.migrate.witness(WORK, system.execution("deployment-1/migrate-1/do/1")))
                .isInstanceOf(WasNotDone.class);

        assertThat(evidence(system.migrate(INDEX), INDEX.describe()))
                .contains("valid", "a build that broke off had left public.orders_total INVALID");
        assertThat(system.leftOver()).isEmpty();
    }

    @Test
    void theWayBackDropsWhatADeadWorkerHasLeft() throws Exception {
        OnlineState before = system.state(INDEX);
        system.sql("create index orders_total on orders (total)");
        system.sql(
                "update pg_index set indisvalid = false where indexrelid = 'orders_total'::regclass",
                "create index orders_total_ccnew on orders (total)",
                "update pg_index set indisvalid = false where indexrelid = 'orders_total_ccnew'::regclass");

        system.undo(before, INDEX);

        assertThat(system.leftOver()).isEmpty();
        assertThat(system.exists("orders_total")).isFalse();
        assertThat(system.exists("orders_total_ccnew")).isFalse();
    }

    @Test
    void namesRowsThatAreNotUniqueAndLeavesNothing() throws Exception {
        CreateIndex unique = index("orders_total", Uniqueness.UNIQUE, "total");

        Failure failure = failure(() -> system.migrate(unique));

        assertThat(failure.code()).isEqualTo(FailureCode.MIGRATION_FAILED);
        assertThat(failure.message()).contains("(total)=(", "is duplicated", "Nothing of it is left");
        assertThat(system.exists("orders_total")).isFalse();
    }

    @Test
    void keepsAnIndexThatWasThereBefore() throws Exception {
        system.sql("create index orders_total on orders using btree (total)");
        OnlineState before = system.state(INDEX);

        assertThat(evidence(system.migrate(INDEX), INDEX.describe())).contains("it was there already");
        system.undo(before, INDEX);

        assertThat(system.exists("orders_total")).isTrue();
    }

    @Test
    void refusesAnotherIndexOfThatName() throws Exception {
        system.sql("create index orders_total on orders (total desc)");

        assertThat(failure(() -> system.state(INDEX)).message())
                .contains("there is an index public.orders_total using btree (total DESC)", "using btree (total)");
    }

    @Test
    void namesAColumnThatIsNotThere() {
        assertThat(failure(() -> system.state(index("i", Uniqueness.ANY, "totl")))
                        .message())
                .contains("create index i on orders", "totl", "does not exist");
    }

    @Test
    void buildsOverExpressionsAndOddNames() throws Exception {
        system.sql("alter table orders add \"Odd Name\" text, add \"order\" text");
        OnlineState before = system.state(index("Odd Index", Uniqueness.ANY, "order desc", "lower(\"Odd Name\")"));

        system.migrate(index("Odd Index", Uniqueness.ANY, "order desc", "lower(\"Odd Name\")"));

        assertThat(system.query("select indexdef from pg_indexes where indexname = 'Odd Index'"))
                .endsWith("USING btree (\"order\" DESC, lower(\"Odd Name\"))");
        system.undo(before, index("Odd Index", Uniqueness.ANY, "order desc", "lower(\"Odd Name\")"));
        assertThat(system.exists("\"Odd Index\"")).isFalse();
    }

    @Test
    void refusesPartitionsOfPartitions() throws Exception {
        system.sql(
                "drop table orders",
                "create table orders (id integer, total integer) partition by range (id)",
                "create table deep partition of orders for values from (0) to (10) partition by range (id)");

        assertThat(failure(() -> system.state(INDEX)).message()).contains("partition deep", "is partitioned itself");
    }
}
