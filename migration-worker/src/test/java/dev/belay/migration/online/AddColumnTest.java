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
import dev.belay.contracts.work.Output.OnlineState;
import dev.belay.worker.execution.Done;
import dev.belay.worker.testing.HandlerExecution;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What adding a column looks at, refuses, waits for and keeps. */
class AddColumnTest {
    private OnlineFixture system;

    @BeforeEach
    void createTable() throws SQLException {
        system = new OnlineFixture();
        system.sql(
                "create table orders (id integer primary key, total integer not null)",
                "insert into orders select i, i from generate_series(1, 200) i",
                "analyze orders");
    }

    private static AddColumn size(Triggers triggers) {
        return new AddColumn(
                "orders", "size", "text", "'none'", "case when total > 100 then 'big' end", Nulls.REFUSED, triggers);
    }

    private static AddColumn plain(String type, String defaultValue) {
        return new AddColumn("orders", "extra", type, defaultValue, null, Nulls.ALLOWED, Triggers.NONE_EXPECTED);
    }

    @Test
    void givesTheDefaultWhereTheBackfillGivesNothing() throws Exception {
        Done done = system.migrate(size(Triggers.NONE_EXPECTED));

        assertThat(system.query("select string_agg(size || ' ' || n, ', ' order by size)"
                        + " from (select size, count(*) n from orders group by 1) s"))
                .isEqualTo("big 100, none 100");
        assertThat(evidence(done, "add column orders.size"))
                .startsWith("200 rows filled")
                .contains("ranges of id");
        assertThat(system.query(
                        "select pg_get_expr(adbin, adrelid) from pg_attrdef where adrelid = 'orders'::regclass"))
                .isEqualTo("'none'::text");
    }

    /** So that a forecast of a restore can tell its rows from those of others. */
    @Test
    void notesTheTransactionsThatWroteRows() throws Exception {
        system.migrate(size(Triggers.NONE_EXPECTED));
        system.sql("update orders set id = id where id = 7");

        assertThat(system.query("select string_agg(id::text, ', ') from orders where not exists (select from"
                        + " belay_online_transactions where transaction::xid = orders.xmin)"))
                .isEqualTo("7");
    }

    /** While the column begins to refuse empty values nobody gets at the table, so it must not be read then. */
    @Test
    void readsNothingUnderTheLastLock() throws Exception {
        system.sql(
                "create table seen (scans bigint)",
                """
                create function note_scans() returns event_trigger language plpgsql as $$
                begin
                  if current_query() like '%set not null%' then
                    insert into seen values (pg_stat_get_xact_numscans('orders'::regclass));
                  end if;
                end $$
                """,
                "create event trigger before_it on ddl_command_start execute function note_scans()",
                "create event trigger after_it on ddl_command_end execute function note_scans()");

        system.migrate(size(Triggers.NONE_EXPECTED));

        assertThat(system.query("select count(*) || ' moments, ' || max(scans) - min(scans) || ' scans' from seen"))
                .isEqualTo("2 moments, 0 scans");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "integer|7|in place at once",
                "timestamptz|now()|in place at once",
                "uuid|gen_random_uuid()|200 rows filled",
                "json|'''{}'''|in place at once",
                "text||in place at once",
            })
    void fillsOnlyWhereTheServerWouldRewriteTheTable(String type, String defaultValue, String how) throws Exception {
        String file = system.query("select pg_relation_filenode('orders')");
        OnlineState before = system.state(plain(type, defaultValue));

        Done done = system.migrate(plain(type, defaultValue));

        assertThat(evidence(done, "add column orders.extra")).startsWith(how);
        assertThat(system.query("select count(*) from orders where extra is null"))
                .isEqualTo(defaultValue == null ? "200" : "0");
        assertThat(system.query("select pg_relation_filenode('orders')")).isEqualTo(file);
        Done undone = system.undo(before, plain(type, defaultValue));
        assertThat(evidence(undone, "taken back: add column orders.extra"))
                .startsWith(type.equals("uuid") ? "200 values were written" : "nothing was written");
        assertThat(system.leftOver()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text|case when id % 2 = 0 then 'even' end|100",
                "text|null|0",
                "pair|row('one', null)::pair|200",
            })
    void leavesRowsAloneWhoseValueIsNone(String type, String backfill, String filled) throws Exception {
        system.sql("drop type if exists pair cascade", "create type pair as (one text, other text)");

        Done done = system.migrate(
                new AddColumn("orders", "extra", type, null, backfill, Nulls.ALLOWED, Triggers.NONE_EXPECTED));

        assertThat(evidence(done, "add column orders.extra")).startsWith(filled + " rows filled");
        assertThat(system.query("select count(*) from orders where extra::text is not null"))
                .isEqualTo(filled);
    }

    @Test
    void keepsWhatUsersHaveWrittenBeforeItDropsTheColumn() throws Exception {
        OnlineState before = system.state(size(Triggers.NONE_EXPECTED));
        system.migrate(size(Triggers.NONE_EXPECTED));
        assertThat(system.dropped(before, size(Triggers.NONE_EXPECTED))).isEmpty();
        system.sql("update orders set size = 'huge' where id in (7, 150)", "insert into orders values (999, 1, 'own')");
        assertThat(system.dropped(before, size(Triggers.NONE_EXPECTED)))
                .singleElement()
                .satisfies(dropped -> {
                    assertThat(dropped.label()).isEqualTo("orders.size");
                    assertThat(dropped.value())
                            .startsWith("3 values were written into it since; they are kept in a table");
                });
        assertThat(system.query("select count(size) from orders")).isEqualTo("201");

        Done undone = system.undo(before, size(Triggers.NONE_EXPECTED));

        String told = evidence(undone, "taken back: add column orders.size");
        assertThat(told).startsWith("3 values were written into it since; they are kept in public.");
        String table = told.substring(told.lastIndexOf(' ') + 1);
        assertThat(system.query("select string_agg(id || ' ' || size, ', ' order by id) from " + table))
                .isEqualTo("7 huge, 150 huge, 999 own");
        assertThat(system.query("select count(*) from orders")).isEqualTo("201");
    }

    /** Newer code writes until the column is gone; whatever was acknowledged to it must be kept. */
    @Test
    void keepsWhatIsWrittenWhileTheColumnGoes() throws Exception {
        OnlineState before = system.state(size(Triggers.NONE_EXPECTED));
        system.migrate(size(Triggers.NONE_EXPECTED));
        Map<Integer, String> acknowledged = new ConcurrentHashMap<>();
        system.sql("insert into orders select i, i, 'none' from generate_series(1001, 4000) i");
        CompletableFuture<Void> newerCode = CompletableFuture.runAsync(() -> write(acknowledged));
        await().until(() -> acknowledged.size() > 5);

        Done undone = system.undo(before, size(Triggers.NONE_EXPECTED));

        newerCode.get(30, TimeUnit.SECONDS);
        String told = evidence(undone, "taken back: add column orders.size");
        String table = told.substring(told.lastIndexOf(' ') + 1);
        assertThat(system.query("select count(*) from " + table)).isEqualTo(String.valueOf(acknowledged.size()));
        for (Map.Entry<Integer, String> row : acknowledged.entrySet()) {
            assertThat(system.query("select size from " + table + " where id = " + row.getKey()))
                    .isEqualTo(row.getValue());
        }
    }

    private void write(Map<Integer, String> acknowledged) {
        Random random = new Random(1);
        try (Connection connection = system.connect();
                Statement statement = connection.createStatement()) {
            for (int i = 0; ; i++) {
                int id = 1 + random.nextInt(200);
                statement.execute("update orders set size = 'own " + i + "' where id = " + id);
                acknowledged.put(id, "own " + i);
            }
        } catch (SQLException gone) {
            assertThat(gone.getSQLState()).isEqualTo("42703");
        }
    }

    @Test
    void refusesToLoseWhatUsersHaveWrittenWhereNoKeyCouldKeepIt() throws Exception {
        system.sql("create table log (line text)", "insert into log values ('a')");
        AddColumn level = new AddColumn("log", "level", "text", "'info'", null, Nulls.REFUSED, Triggers.NONE_EXPECTED);
        OnlineState before = system.state(level);
        system.migrate(level);
        system.sql("insert into log values ('b', 'error')");

        assertThat(system.dropped(before, level))
                .singleElement()
                .satisfies(dropped -> assertThat(dropped.value()).contains("no key by which they could be kept"));

        Failure failure = failure(() -> system.undo(before, level));

        assertThat(failure.code()).isEqualTo(FailureCode.MIGRATION_NOT_REVERSIBLE);
        assertThat(failure.message()).contains("1 values that were written since", "has no key", "Nothing was dropped");
        system.sql("delete from log where level = 'error'");
        assertThat(evidence(system.undo(before, level), "taken back: add column log.level"))
                .startsWith("nothing was written");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alter table orders add size integer|has a column size of type integer, which this step has not made",
                "alter table orders drop constraint orders_pkey|has neither a primary key nor a unique index",
                "create function noop() returns trigger language plpgsql as 'begin return new; end'; create trigger"
                        + " audit after update on orders for each row execute function noop()|fires audit of"
                        + " public.orders",
                "alter table orders replica identity nothing; create publication feed for table orders|is published"
                        + " by feed and has no replica identity",
                "create table more () inherits (orders)|other tables inherit from public.orders",
                "drop table orders; create view orders as select 1 as id, 2 as total|public.orders is no table",
                "drop table orders|table orders is not there",
            })
    void looksAtTheTableFirst(String setting, String found) throws Exception {
        system.sql(setting);

        Failure failure = failure(() -> system.state(size(Triggers.NONE_EXPECTED)));

        assertThat(failure.message()).contains(found, "Nothing was changed by it");
        assertThat(failure.next()).isNotEmpty();
        assertThat(failure(() -> system.migrate(size(Triggers.NONE_EXPECTED))).message())
                .contains(found);
    }

    @Test
    void tellsWhatIsAround() throws Exception {
        system.sql(
                "select pg_create_physical_replication_slot('spare', true)",
                "create function nothing() returns event_trigger language plpgsql as 'begin end'",
                "create event trigger guard on ddl_command_end execute function nothing()");
        try {
            Done judged = system.state.handle(
                    new OnlineStateWork(List.of(size(Triggers.NONE_EXPECTED)), null),
                    system.execution("deployment-1/migrate-1/before/1"));

            assertThat(evidence(judged, "around"))
                    .contains("physical slot spare, which nobody reads, keeps", "event trigger guard may fire");
        } finally {
            system.sql("select pg_drop_replication_slot('spare')");
        }
    }

    @Test
    void firesTriggersWhereThePlanSaysSo() throws Exception {
        system.sql(
                "create table fired (id integer)",
                "create function note() returns trigger language plpgsql as 'begin insert into fired values (new.id);"
                        + " return new; end'",
                "create trigger audit after update on orders for each row execute function note()");

        Done done = system.migrate(size(Triggers.FIRE));

        assertThat(evidence(done, "add column orders.size")).contains("fires audit");
        assertThat(system.query("select count(*) from fired")).isEqualTo("200");
    }

    @Test
    void namesARefusalOfTheDatabaseBeforeAnythingIsChanged() {
        AddColumn wrong =
                new AddColumn("orders", "size", "integer", null, "totl + 1", Nulls.ALLOWED, Triggers.NONE_EXPECTED);

        Failure failure = failure(() -> system.state(wrong));

        assertThat(failure.code()).isEqualTo(FailureCode.MIGRATION_FAILED);
        assertThat(failure.message()).contains("add column orders.size", "42703", "totl");
    }

    @Test
    void namesWhoHoldsTheTableAndLetsOthersGetOnMeanwhile() throws Exception {
        OnlineFixture hasty = new OnlineFixture(
                system.login,
                new OnlineProperties(
                        Duration.ofMillis(20),
                        Duration.ofMillis(50),
                        Duration.ofMillis(700),
                        Duration.ofSeconds(5),
                        40,
                        Duration.ofMillis(100),
                        Duration.ofSeconds(10)));
        HandlerExecution execution = hasty.execution("deployment-1/migrate-1/do/1");
        try (Connection holder = system.connect();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("select count(*) from orders");
            CompletableFuture<Long> slowest = CompletableFuture.supplyAsync(this::slowestOfManyUpdates);

            Failure failure = failure(() ->
                    hasty.migrate.handle(new OnlineMigrateWork(List.of(plain("integer", "1")), null), execution));

            assertThat(slowest.get(30, TimeUnit.SECONDS))
                    .as("slowest update, in ms")
                    .isLessThan(500);
            assertThat(failure.code()).isEqualTo(FailureCode.DATABASE_ERROR);
            assertThat(failure.message())
                    .contains("did not get its lock within 0.7 s", "idle in transaction")
                    .matches("(?s).*pid \\d+ of user \"" + system.login.username()
                            + "\".*, in its transaction for \\d+ s, last query: select count\\(\\*\\) from orders.*");
            assertThat(execution.progress())
                    .anySatisfy(progress ->
                            assertThat(progress.message()).contains("waits for a lock of pid", "select count(*)"));
        }
        hasty.migrate(plain("integer", "1"));
    }

    private long slowestOfManyUpdates() {
        long slowest = 0;
        long begun = System.nanoTime();
        try (Connection connection = system.connect();
                Statement statement = connection.createStatement()) {
            while (System.nanoTime() - begun < Duration.ofMillis(900).toNanos()) {
                long before = System.nanoTime();
                statement.execute("update orders set total = total where id = 7");
                slowest = Math.max(slowest, System.nanoTime() - before);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return Duration.ofNanos(slowest).toMillis();
    }

    @Test
    void waitsForARowThatAnotherHoldsAndLosesNothing() throws Exception {
        HandlerExecution execution = system.execution("deployment-1/migrate-1/do/1");
        try (Connection holder = system.connect();
                Statement statement = holder.createStatement()) {
            system.migrate(plain("integer", "1"));
            holder.setAutoCommit(false);
            Thread migration = new Thread(() -> system.migrate.handle(
                    new OnlineMigrateWork(List.of(plain("integer", "1"), size(Triggers.NONE_EXPECTED)), null),
                    execution));
            system.sql("create table filled (id integer)");
            statement.execute("update orders set total = 101 where id = 60");
            holder.commit();
            statement.execute("select 1 from orders where id = 60 for update");
            migration.start();
            await().until(() -> execution.progress().stream()
                    .anyMatch(progress -> progress.message().contains("waits for a lock of pid")));
            holder.rollback();
            migration.join();
        }

        assertThat(system.query("select count(*) from orders where size = 'big'"))
                .isEqualTo("101");
    }
}
