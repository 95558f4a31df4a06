package dev.belay.migration.online;

import static dev.belay.migration.online.OnlineFixture.evidence;
import static dev.belay.migration.online.OnlineFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.contracts.migration.OnlineOperation.AddCheck;
import dev.belay.contracts.migration.OnlineOperation.AddForeignKey;
import dev.belay.contracts.migration.OnlineOperation.Analyze;
import dev.belay.contracts.migration.OnlineOperation.DropColumn;
import dev.belay.contracts.migration.OnlineOperation.DropIndex;
import dev.belay.contracts.migration.OnlineOperation.Keep;
import dev.belay.contracts.migration.OnlineOperation.Reindex;
import dev.belay.contracts.migration.OnlineOperation.Sql;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.Output.OnlineState;
import dev.belay.worker.execution.Done;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the other operations look at, keep, and bring back; the fingerprint proves of each that nothing else differs. */
class OtherOperationsTest {
    private OnlineFixture system;

    @BeforeEach
    void createTables() throws SQLException {
        system = new OnlineFixture();
        system.sql(
                "create table customers (id integer primary key)",
                "insert into customers select generate_series(1, 10)",
                "create table orders (id integer primary key, customer integer not null, total integer,"
                        + " legacy varchar(20) not null default 'old')",
                "insert into orders select i, i % 10 + 1, i, 'value ' || i from generate_series(1, 200) i",
                "analyze");
    }

    private Done forthAndBack(OnlineOperation operation) {
        OnlineState before = system.state(operation);
        Done done = system.migrate(operation);
        system.undo(before, operation);
        return done;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create index one on orders using btree (total desc nulls last) include (customer) where total > 5",
                "create index one on orders (lower(legacy) varchar_pattern_ops) with (fillfactor = 70); alter index one"
                        + " alter column 1 set statistics 500; comment on index one is 'it''s ours'",
                "create unique index one on orders (customer, id); alter table orders replica identity using index one;"
                        + " alter table orders cluster on one",
                "alter table orders add constraint one unique (id, total) deferrable initially deferred; comment on"
                        + " constraint one on orders is 'two'",
                "alter table orders drop constraint orders_pkey; alter table orders add constraint one primary key"
                        + " (id, customer)",
            })
    void bringsAnIndexBackAsItWas(String setting) throws Exception {
        system.sql(setting);
        String definition = system.query("select pg_get_indexdef('one'::regclass)");

        forthAndBack(new DropIndex("one"));

        assertThat(system.query("select pg_get_indexdef('one'::regclass)")).isEqualTo(definition);
        assertThat(system.query("select string_agg(indisclustered || ' ' || indisreplident, '') from pg_index where"
                        + " indexrelid = 'one'::regclass"))
                .isEqualTo(setting.contains("cluster") ? "true true" : "false false");
    }

    @Test
    void bringsAnIndexBackIntoItsSchema() throws Exception {
        system.sql(
                "create schema other", "create table other.things (a integer)", "create index t on other.things (a)");

        forthAndBack(new DropIndex("other.t"));

        assertThat(system.exists("other.t")).isTrue();
    }

    @Test
    void bringsAnIndexBackIntoItsTablespace() throws Exception {
        String name = system.query("select current_database()") + "_beside";
        system.sql(
                "set allow_in_place_tablespaces = on",
                "create tablespace " + name + " location ''",
                "create index one on orders (total) tablespace " + name,
                "alter table orders add constraint two unique (id, total) using index tablespace " + name);
        try {
            forthAndBack(new DropIndex("one"));
            forthAndBack(new DropIndex("two"));

            assertThat(system.query("select string_agg(indexname || ' ' || tablespace, ', ' order by 1) from pg_indexes"
                            + " where tablename = 'orders' and tablespace is not null"))
                    .isEqualTo("one " + name + ", two " + name);
        } finally {
            system.sql("drop table orders", "drop tablespace " + name);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "customers_pkey|alter table orders add foreign key (customer) references customers|refers to it",
                "gone|select 1|index gone is not there",
                "one|alter table orders add constraint one exclude using hash (total with =)|exclusion constraint",
            })
    void refusesToDropWhatCouldNotBeMadeAgain(String index, String setting, String reason) throws Exception {
        system.sql(setting);

        assertThat(failure(() -> system.state(new DropIndex(index))).message()).contains(reason);
    }

    @Test
    void reindexesAndDropsWhatABrokenBuildHasLeft() throws Exception {
        system.sql(
                "create index one on orders (total)",
                "create index one_ccnew on orders (total)",
                "update pg_index set indisvalid = false where indexrelid = 'one_ccnew'::regclass");
        String file = system.query("select pg_relation_filenode('one')");
        OnlineState before = system.state(new Reindex("one"));

        system.migrate(new Reindex("one"));

        assertThat(system.query("select pg_relation_filenode('one')")).isNotEqualTo(file);
        assertThat(system.leftOver()).isEmpty();
        assertThat(before.found()).hasSize(1);
    }

    @Test
    void reindexesEachPartitionAndDropsWhatABrokenBuildHasLeftThere() throws Exception {
        system.sql(
                "create table parts (id integer) partition by range (id)",
                "create table parts_low partition of parts for values from (0) to (10)",
                "create table parts_high partition of parts for values from (10) to (20)",
                "create index parts_id on parts (id)",
                "create index parts_high_id_idx_ccnew on parts_high (id)",
                "update pg_index set indisvalid = false where indexrelid = 'parts_high_id_idx_ccnew'::regclass");
        String before =
                system.query("select string_agg(pg_relation_filenode(indexrelid)::text, ' ' order by indexrelid)"
                        + " from pg_index where indexrelid::regclass::text ~ 'parts_(low|high)_id_idx$'");

        system.migrate(new OnlineOperation.Reindex("parts_id"));

        assertThat(system.leftOver()).isEmpty();
        assertThat(system.query("select count(*) from pg_index where indrelid in ('parts_low'::regclass,"
                        + " 'parts_high'::regclass) and pg_relation_filenode(indexrelid) in ("
                        + before.replace(" ", ", ") + ")"))
                .isEqualTo("0");
    }

    @Test
    void refusesToDropTheIndexOfAPartitionedTable() throws Exception {
        system.sql(
                "create table parts (id integer) partition by range (id)",
                "create table parts_low partition of parts for values from (0) to (10)",
                "create index parts_id on parts (id)");

        assertThat(failure(() -> system.state(new DropIndex("parts_id"))).message())
                .contains("it is the index of a partitioned table");
        assertThat(failure(() -> system.state(new DropIndex("parts_low_id_idx")))
                        .message())
                .contains("it is part of a partitioned index");
    }

    @Test
    void analyzesWhatItIsAskedFor() throws Exception {
        system.sql("delete from pg_statistic where starelid = 'orders'::regclass");

        forthAndBack(new Analyze("orders", List.of("total")));

        assertThat(system.query("select string_agg(attname, ',') from pg_stats where tablename = 'orders'"))
                .isEqualTo("total");
    }

    @Test
    void addsAForeignKeyThatHoldsForEveryRow() throws Exception {
        AddForeignKey key =
                new AddForeignKey("orders_customer", "orders", List.of("customer"), "customers", List.of(), "cascade");

        forthAndBack(key);
        system.migrate.handle(
                new dev.belay.contracts.work.OnlineMigrateWork(List.of(key), null),
                system.execution("deployment-2/migrate-1/do/1"));

        assertThat(system.query("select pg_get_constraintdef(oid) || convalidated from pg_constraint where conname ="
                        + " 'orders_customer'"))
                .isEqualTo("FOREIGN KEY (customer) REFERENCES customers(id) ON DELETE CASCADEtrue");
    }

    @Test
    void namesARowThatDoesNotMeetACheckAndTakesTheCheckBack() throws Exception {
        AddCheck check = new AddCheck("positive", "orders", "total > 1");
        OnlineState before = system.state(check);

        Failure failure = failure(() -> system.migrate(check));

        assertThat(failure.code()).isEqualTo(FailureCode.MIGRATION_FAILED);
        assertThat(failure.message()).contains("add check positive to orders", "23514", "violated by some row");
        system.undo(before, check);
        assertThat(system.query("select count(*) from pg_constraint where conname = 'positive'"))
                .isEqualTo("0");
    }

    @Test
    void refusesForeignKeysOfPartitionedTables() throws Exception {
        system.sql("create table parts (id integer, customer integer) partition by range (id)");

        assertThat(failure(() -> system.state(
                                new AddForeignKey("f", "parts", List.of("customer"), "customers", List.of(), null)))
                        .message())
                .contains("public.parts is partitioned");
    }

    @Test
    void keepsTheValuesOfAColumnAndBringsThemBack() throws Exception {
        system.sql(
                "alter table orders alter column legacy set storage external",
                "alter table orders alter column legacy set statistics 200",
                "comment on column orders.legacy is 'of old'",
                "grant update (legacy) on orders to public");
        DropColumn drop = new DropColumn("orders", "legacy", Keep.VALUES);
        OnlineState before = system.state(drop);

        Done done = system.migrate(drop);

        assertThat(evidence(done, drop.describe()))
                .startsWith("dropped; its 200 values are kept in public.belay_kept_orders_legacy_");
        system.sql("insert into orders values (999, 1, 1)", "delete from orders where id = 5");
        system.undo(before, drop);
        assertThat(system.query("select string_agg(legacy, ',' order by id) from orders where id in (1, 5, 200, 999)"))
                .isEqualTo("value 1,value 200,old");
        assertThat(system.leftOver()).isEmpty();
        assertThat(system.query("select count(*) from pg_class where relname like 'belay_kept%'"))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create index one on orders (legacy)|index one",
                "create view v as select legacy from orders|view v",
                "alter table orders add length integer generated always as (length(legacy)) stored|column length",
                "alter table orders add check (legacy <> '')|constraint orders_legacy_check",
                "alter table orders drop constraint orders_pkey|has no key by which its values could be kept",
            })
    void refusesToDropAColumnThatSomethingNeeds(String setting, String needs) throws Exception {
        system.sql(setting);

        assertThat(failure(() -> system.state(new DropColumn("orders", "legacy", Keep.VALUES)))
                        .message())
                .contains(needs);
    }

    @Test
    void saysThatNothingBringsAColumnBackWhoseValuesWereNotKept() {
        DropColumn drop = new DropColumn("orders", "legacy", Keep.NOTHING);
        OnlineState before = system.state(drop);
        system.migrate(drop);

        Failure failure = failure(() -> system.undo(before, drop));

        assertThat(failure.code()).isEqualTo(FailureCode.MIGRATION_NOT_REVERSIBLE);
        assertThat(failure.next()).contains("restore");
    }

    @Test
    void runsAStatementOnceAndTakesItBack() throws Exception {
        Sql sql = new Sql("update orders set total = total + 1", "update orders set total = total - 1");
        OnlineState before = system.state(sql);

        system.migrate(sql);
        assertThat(evidence(system.migrate(sql), sql.describe())).contains("was done by an earlier execution");
        assertThat(system.query("select sum(total) from orders")).isEqualTo("20300");

        system.undo(before, sql);
        system.undo(before, sql);
        assertThat(system.query("select sum(total) from orders")).isEqualTo("20100");
    }

    @Test
    void saysThatNothingTakesAStatementBack() {
        Sql sql = new Sql("update orders set total = 1", null);
        OnlineState before = system.state(sql);
        system.migrate(sql);

        assertThat(failure(() -> system.undo(before, sql)).code()).isEqualTo(FailureCode.MIGRATION_NOT_REVERSIBLE);
    }
}
