package dev.belay.backup.swapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.backup.Shop;
import dev.belay.backup.ThrowawayPostgres;
import dev.belay.backup.catalogue.DatabaseNeeds;
import dev.belay.backup.counting.NeedsReader;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each reason why a database cannot be restored beside itself and swapped is named, and none where there is none. */
class SwapPreconditionsTest {
    private static final ThrowawayPostgres POSTGRES = ThrowawayPostgres.shared();

    @TempDir
    Path backups;

    private Shop shop;

    @BeforeEach
    void openShop() {
        shop = Shop.open(1);
    }

    @Test
    void noneWhereTheOwnerMayCreateDatabases() throws Exception {
        POSTGRES.execute("postgres", "alter role " + shop.owner() + " createdb");

        assertThat(reasonsOfOwner(DatabaseNeeds.NOTHING)).isEmpty();
    }

    @Test
    void thatThereIsNoSuchDatabase() throws Exception {
        try (DatabaseSession session = session(POSTGRES.superuser("postgres"))) {
            assertThat(SwapPreconditions.of(session, "no_such_shop", DatabaseNeeds.NOTHING)
                            .reasons())
                    .containsExactly("there is no database of that name on the server");
        }
    }

    @Test
    void thatTheAdministratorHasNoRights() throws Exception {
        String stranger = shop.database() + "_stranger";
        POSTGRES.execute("postgres", "create role " + stranger + " login password '" + POSTGRES.password() + "'");

        assertThat(reasons(POSTGRES.login("postgres", stranger), DatabaseNeeds.NOTHING))
                .containsExactly(
                        "user \"" + stranger + "\" neither owns it nor is a superuser",
                        "user \"" + stranger + "\" may not create databases (CREATEDB)");
    }

    @Test
    void thatAnExtensionNeedsASuperuser() throws Exception {
        POSTGRES.execute("postgres", "alter role " + shop.owner() + " createdb");
        DatabaseNeeds needs = new DatabaseNeeds(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new DatabaseNeeds.Extension("pageinspect", "1"), new DatabaseNeeds.Extension("citext", "1")),
                List.of());

        assertThat(reasonsOfOwner(needs)).containsExactly("only a superuser can restore the extension \"pageinspect\"");
        assertThat(reasons(POSTGRES.superuser("postgres"), needs)).isEmpty();
    }

    /** What a dump says of them is read from a database that has one of each. */
    @Test
    void thatOnlyASuperuserCanMakeThemAgain() throws Exception {
        POSTGRES.execute("postgres", "alter role " + shop.owner() + " createdb");
        shop.execute(
                "create publication everything for all tables",
                "create publication schema_wide for tables in schema public",
                "create publication orders_alone for table orders",
                "create function look() returns event_trigger language plpgsql as 'begin end'",
                "create event trigger looks on ddl_command_end execute function look()",
                "create foreign data wrapper elsewhere",
                "create function adds(int4, int4) returns int4 language internal as 'int4pl'");
        DatabaseNeeds needs;
        try (DatabaseSession session = session(POSTGRES.superuser(shop.database()))) {
            needs = NeedsReader.read(session);
        }

        assertThat(needs.privileged())
                .containsExactly(
                        "the event trigger \"looks\"",
                        "the foreign-data wrapper \"elsewhere\"",
                        "the function adds(integer,integer) in the language internal",
                        "the publication \"everything\" of all tables",
                        "the publication \"schema_wide\" of all tables in a schema");
        assertThat(reasonsOfOwner(needs)).contains("only a superuser can restore the event trigger \"looks\"");
        assertThat(reasons(POSTGRES.superuser("postgres"), needs)).isEmpty();
    }

    @Test
    void thatATablespaceIsGoneOrClosedToTheAdministrator() throws Exception {
        String space = shop.database() + "_space";
        POSTGRES.execute(
                "postgres",
                "alter role " + shop.owner() + " createdb",
                "set allow_in_place_tablespaces = on",
                "create tablespace " + space + " location ''");
        DatabaseNeeds needs = new DatabaseNeeds(
                List.of(), List.of(), List.of(), List.of("no_such_space", space), List.of(), List.of());
        try {
            assertThat(reasonsOfOwner(needs))
                    .containsExactly(
                            "the tablespace \"no_such_space\", which the backup names, is not on the server",
                            "user \"" + shop.owner() + "\" may not create anything in the tablespace \"" + space
                                    + "\"");
            POSTGRES.execute("postgres", "grant create on tablespace " + space + " to " + shop.owner());
            assertThat(reasonsOfOwner(needs)).hasSize(1);

            POSTGRES.execute(
                    "postgres",
                    "revoke create on tablespace " + space + " from " + shop.owner(),
                    "alter database " + shop.database() + " set tablespace " + space);
            assertThat(reasonsOfOwner(DatabaseNeeds.NOTHING))
                    .as("the database itself lies there")
                    .hasSize(1);
        } finally {
            POSTGRES.execute(
                    "postgres",
                    "alter database " + shop.database() + " set tablespace pg_default",
                    "drop tablespace " + space);
        }
    }

    @Test
    void thatSessionsOfOthersCannotBeEnded() throws Exception {
        POSTGRES.execute("postgres", "alter role " + shop.owner() + " createdb");
        try (Connection superuser = POSTGRES.connect(shop.database())) {
            assertThat(superuser.isValid(1)).isTrue();

            try (DatabaseSession session = session(POSTGRES.login("postgres", shop.owner()))) {
                SwapPreconditions found = SwapPreconditions.of(session, shop.database(), DatabaseNeeds.NOTHING);
                assertThat(found.reasons())
                        .singleElement()
                        .asString()
                        .contains("are connected, which user \"" + shop.owner() + "\" may not terminate");
                assertThat(found.lastingReasons()).as("it passes").isEmpty();
            }
        }
    }

    @Test
    void thatRolesAreMissingOrOfOthers() throws Exception {
        String other = shop.database() + "_other";
        POSTGRES.execute("postgres", "alter role " + shop.owner() + " createdb", "create role " + other);
        DatabaseNeeds needs = new DatabaseNeeds(
                List.of(other, "no_such_role"),
                List.of(other),
                List.of("no_such_grantor"),
                List.of(),
                List.of(),
                List.of());

        assertThat(reasonsOfOwner(needs))
                .containsExactly(
                        "the backup gives objects to role \"" + other + "\", of which the administrator is no member",
                        "the role \"no_such_role\", which the backup names, is not on the server",
                        "only a superuser can grant again what no_such_grantor granted without owning it");
    }

    @Test
    void thatAPreparedTransactionOrASlotHoldsIt() throws Exception {
        String name = shop.database() + "_holds";
        shop.execute("select pg_create_logical_replication_slot('" + name + "', 'test_decoding')");
        shop.execute("begin; insert into customers (name) values ('prepared'); prepare transaction '" + name + "'");
        try {
            assertThat(reasons(POSTGRES.superuser("postgres"), DatabaseNeeds.NOTHING))
                    .containsExactly(
                            "the prepared transaction \"" + name + "\" is open in it",
                            "the logical replication slot \"" + name
                                    + "\" belongs to it and would stay with the replaced database");
        } finally {
            shop.execute("rollback prepared '" + name + "'");
            shop.execute("select pg_drop_replication_slot('" + name + "')");
        }
    }

    /** A subscription's own worker is the background worker that every server can have. */
    @Test
    void thatASubscriptionAndABackgroundWorkerComeBack() throws Exception {
        Shop publisher = Shop.open(1);
        String name = shop.database() + "_news";
        publisher.execute("create publication " + name + " for table orders");
        publisher.execute("select pg_create_logical_replication_slot('" + name + "', 'pgoutput')");
        POSTGRES.execute(
                shop.database(),
                "create subscription " + name + " connection 'host=127.0.0.1 port=" + POSTGRES.port() + " dbname="
                        + publisher.database() + " user="
                        + POSTGRES.superuser("postgres").username() + " password="
                        + POSTGRES.password() + "' publication " + name
                        + " with (create_slot = false, copy_data = false)");
        try {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> reasons(POSTGRES.superuser("postgres"), DatabaseNeeds.NOTHING)
                                    .size()
                            == 2);
            assertThat(reasons(POSTGRES.superuser("postgres"), DatabaseNeeds.NOTHING))
                    .containsExactly(
                            "the subscription \"" + name + "\" writes into it",
                            "a background worker of an extension (logical replication worker) is connected to it and"
                                    + " would come back");
        } finally {
            POSTGRES.execute(shop.database(), "drop subscription " + name);
        }
    }

    private List<String> reasonsOfOwner(DatabaseNeeds needs) throws Exception {
        return reasons(POSTGRES.login("postgres", shop.owner()), needs);
    }

    private List<String> reasons(Login administrator, DatabaseNeeds needs) throws Exception {
        try (DatabaseSession session = session(administrator)) {
            return SwapPreconditions.of(session, shop.database(), needs).reasons();
        }
    }

    private DatabaseSession session(Login administrator) {
        return DatabaseSession.elsewhere(administrator, HandlerExecution.of("restore-1", shop.environment(backups)));
    }
}
