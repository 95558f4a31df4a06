package dev.belay.migration.online;

import static dev.belay.migration.online.OnlineFixture.evidence;
import static dev.belay.migration.online.OnlineFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.contracts.migration.OnlineOperation.AddCheck;
import dev.belay.contracts.migration.OnlineOperation.AddColumn;
import dev.belay.contracts.migration.OnlineOperation.AddForeignKey;
import dev.belay.contracts.migration.OnlineOperation.CreateIndex;
import dev.belay.contracts.migration.OnlineOperation.DropColumn;
import dev.belay.contracts.migration.OnlineOperation.DropIndex;
import dev.belay.contracts.migration.OnlineOperation.Keep;
import dev.belay.contracts.migration.OnlineOperation.Nulls;
import dev.belay.contracts.migration.OnlineOperation.Reindex;
import dev.belay.contracts.migration.OnlineOperation.Triggers;
import dev.belay.contracts.migration.OnlineOperation.Uniqueness;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.work.OnlineStateWork;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.Secret;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What would not end well, or would stop everybody, is refused while nothing has been changed. */
class JudgedFirstTest {
    private static final String NOOP =
            "create function noop() returns trigger language plpgsql as 'begin return new; end';";
    private static final String PARTS = "create table parts (id integer primary key, total integer) partition by range"
            + " (id); create table parts_low partition of parts for values from (0) to (10);";

    private OnlineFixture system;

    @BeforeEach
    void createTables() throws SQLException {
        system = new OnlineFixture();
        system.sql(
                "create table customers (id integer primary key, name text)",
                "create table orders (id integer primary key, customer integer, total integer not null, legacy text)",
                "insert into orders select i, 1, i, 'value ' || i from generate_series(1, 200) i",
                "analyze");
    }

    private static AddColumn column(String table, String type, @Nullable String value, @Nullable String backfill) {
        return new AddColumn(table, "extra", type, value, backfill, Nulls.ALLOWED, Triggers.NONE_EXPECTED);
    }

    private static CreateIndex unique(String... columns) {
        return new CreateIndex("one", "parts", List.of(columns), Uniqueness.UNIQUE, "btree", List.of(), null);
    }

    private static AddForeignKey key(String column, String... to) {
        return new AddForeignKey("key", "orders", List.of(column), "customers", List.of(to), null);
    }

    private static Arguments refused(String setting, OnlineOperation operation, String found) {
        return Arguments.of(setting, operation, found);
    }

    static Stream<Arguments> operations() {
        return Stream.of(
                refused(PARTS, unique("total"), "is partitioned by id, which is no column of the unique index"),
                refused(
                        "create table other (a integer); create index one on other (a); update pg_index set indisvalid"
                                + " = false where indexrelid = 'one'::regclass",
                        new CreateIndex("one", "orders", List.of("total"), Uniqueness.ANY, "btree", List.of(), null),
                        "there is an index public.one"),
                refused(
                        "alter table orders add constraint one exclude using hash (total with =)",
                        new Reindex("one"),
                        "an exclusion constraint owns it"),
                refused("", key("custmer"), "42703"),
                refused("alter table customers alter id type text", key("customer"), "42804"),
                refused("", key("legacy", "name"), "42830"),
                refused("", new AddCheck("positive", "orders", "totl > 0"), "42703"),
                refused("", new AddCheck("positive", "orders", "total > (select 0)"), "0A000"),
                refused(
                        PARTS + NOOP + "create trigger audit after update on parts_low for each row execute function"
                                + " noop()",
                        column("parts", "integer", null, "total"),
                        "fires audit"),
                refused(
                        "create table spread (id integer) partition by range (id); create foreign data wrapper nothing;"
                                + " create server elsewhere foreign data wrapper nothing; create foreign table spread_far"
                                + " partition of spread for values from (0) to (10) server elsewhere",
                        column("spread", "integer", "1", null),
                        "partition spread_far of public.spread is a foreign table"),
                refused(PARTS, column("parts_low", "integer", null, "total"), "public.parts_low is a partition"),
                refused(
                        "alter table orders add twice integer generated always as (total * 2) stored",
                        column("orders", "integer", null, "twice + 1"),
                        "the backfill reads twice, which the database computes"),
                refused(
                        "create publication feed for table orders",
                        new DropIndex("orders_pkey"),
                        "publication feed tells its subscribers by this index"),
                refused(
                        "create unique index one on orders (total); alter table orders replica identity using index one;"
                                + " create publication feed for all tables",
                        new DropIndex("one"),
                        "publication feed tells its subscribers by this index"),
                refused(
                        "alter table orders replica identity nothing; create publication feed for table orders",
                        new DropColumn("orders", "legacy", Keep.VALUES),
                        "its values could not be brought back, since public.orders is published by feed"));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void refusesWhatCannotEndWell(String setting, OnlineOperation operation, String found) throws Exception {
        system.sql(setting);

        Failure failure = failure(() -> system.state(operation));

        assertThat(failure.message()).contains(operation.describe(), found);
        assertThat(failure.next()).isNotEmpty();
    }

    /** Each of these would write or read every row under the lock that adds the column. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "bigserial",
                "bigint generated by default as identity",
                "integer generated always as (total * 2) stored",
                "positive",
                "integer not null",
                "integer unique",
                "integer check (extra > 0)",
                "integer constraint own primary key",
                "integer references customers",
            })
    void takesNothingButATypeForAType(String type) throws Exception {
        system.sql("create domain positive as integer check (value > 0)");

        assertThat(failure(() -> system.state(column("orders", type, null, null)))
                        .message())
                .contains("would write or read every row", "expected was a type alone");
        assertThat(failure(() -> system.state(column("orders", type, "1", null)))
                        .message())
                .containsAnyOf("expected was a type alone", "multiple default values");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"varchar(20)|'a'", "numeric(10, 2)[]|'{1.50}'", "label|'a'", "text collate \"C\"|'a'"})
    void takesEveryType(String type, String value) throws Exception {
        system.sql("create domain label as text");
        AddColumn column = column("orders", type, "'" + value + "'", null);
        String file = system.query("select pg_relation_filenode('orders')");

        assertThat(evidence(system.migrate(column), column.describe())).startsWith("in place at once");

        assertThat(system.query("select count(extra) from orders")).isEqualTo("200");
        assertThat(system.query("select pg_relation_filenode('orders')")).isEqualTo(file);
    }

    @Test
    void buildsAUniqueIndexOverAllThatATableIsPartitionedBy() throws Exception {
        system.sql(PARTS);

        system.migrate(unique("total", "id"));

        assertThat(system.query("select indisvalid and indisunique from pg_index where indexrelid = 'one'::regclass"))
                .isEqualTo("t");
    }

    @Test
    void dropsAKeyThatNoSubscriberNeeds() throws Exception {
        system.sql("create publication feed for table orders with (publish = 'insert, truncate')");

        system.migrate(new DropIndex("orders_pkey"));

        assertThat(system.exists("orders_pkey")).isFalse();
    }

    @Test
    void namesWhatTheRowsSetOff() throws Exception {
        system.sql(
                NOOP,
                "create trigger audit after update on orders for each row execute function noop()",
                "alter table orders add twice integer generated always as (total * 2) stored",
                "create publication feed for table orders");
        AddColumn filled = new AddColumn("orders", "extra", "integer", "0", "total + 1", Nulls.ALLOWED, Triggers.FIRE);

        assertThat(judged(filled)).contains("fires audit", "computes twice again", "is published by feed");
        assertThat(judged(new DropColumn("orders", "legacy", Keep.VALUES))).contains("its way back fires audit");
        assertThat(evidence(system.migrate(filled), filled.describe())).startsWith("200 rows filled");
        assertThat(system.query("select count(*) from orders where extra = total + 1 and twice = total * 2"))
                .isEqualTo("200");
    }

    private String judged(OnlineOperation operation) {
        return evidence(
                system.state.handle(
                        new OnlineStateWork(List.of(operation), null),
                        system.execution("deployment-1/migrate-1/before/1")),
                operation.describe());
    }

    @Test
    void refusesRowsAndTablesThatTheLoginDoesNotOwn() throws Exception {
        String password = UUID.randomUUID().toString();
        system.sql(
                "drop role if exists ordinary",
                "create role ordinary login password '" + password + "'",
                "grant create on schema public to ordinary",
                "alter table orders owner to ordinary",
                "alter table orders enable row level security",
                "alter table orders force row level security");
        OnlineFixture ordinary = new OnlineFixture(
                new Login(system.login.url(), "ordinary", new Secret(password)), OnlineFixture.PROPERTIES);
        try {
            assertThat(failure(() -> ordinary.state(column("orders", "integer", null, "total")))
                            .message())
                    .contains("cannot all be filled, since row security is active for this login");
            assertThat(failure(() -> ordinary.state(new DropColumn("orders", "legacy", Keep.VALUES)))
                            .message())
                    .contains("not all of its values can be kept");
            assertThat(failure(() -> ordinary.state(column("customers", "integer", null, "id")))
                            .message())
                    .contains("belongs to a role of which this login is no member");
            assertThat(failure(() -> ordinary.state(new Reindex("customers_pkey")))
                            .message())
                    .contains("belongs to a role of which this login is no member");
        } finally {
            system.sql("drop owned by ordinary cascade", "drop role ordinary");
        }
    }
}
