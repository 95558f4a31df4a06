package dev.belay.migration.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.contracts.migration.OnlineOperation.Nulls;
import dev.belay.contracts.migration.OnlineOperation.Triggers;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.OnlineMigrateWork;
import dev.belay.embedded.postgres.Durability;
import dev.belay.embedded.postgres.EmbeddedPostgres;
import dev.belay.embedded.postgres.PostgresConfiguration;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.Secret;
import dev.belay.worker.failure.WorkFailed;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cuts operations short from outside is told as that, and the next attempt goes on. */
class InterruptedTest {
    private static final OnlineOperation SLOW = new OnlineOperation.AddColumn(
            "orders",
            "size",
            "integer",
            "0",
            "id + (select 0 from pg_sleep(0.005 + orders.id * 0))",
            Nulls.REFUSED,
            Triggers.NONE_EXPECTED);
    private static final OnlineMigrateWork WORK = new OnlineMigrateWork(List.of(SLOW), null);

    private static void createTable(OnlineFixture system) throws SQLException {
        system.sql("create table orders (id integer primary key)", "insert into orders select generate_series(1, 200)");
    }

    @Test
    void goesOnAfterItsConnectionWasCut() throws Exception {
        OnlineFixture system = new OnlineFixture();
        createTable(system);
        CompletableFuture<Throwable> cut = CompletableFuture.supplyAsync(() ->
                catchThrowable(() -> system.migrate.handle(WORK, system.execution("deployment-1/migrate-1/do/1"))));
        await().until(() -> system.exists("belay_online")
                && !system.query("select count(*) from belay_online where rows > 0")
                        .equals("0"));

        system.sql("select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'belay/%'"
                + " and datname = current_database()");

        Throwable failed = cut.get(30, TimeUnit.SECONDS);
        assertThat(failed).isInstanceOfSatisfying(WorkFailed.class, told -> {
            assertThat(told.failure().code()).isEqualTo(FailureCode.DATABASE_UNREACHABLE);
            assertThat(told.failure().message()).contains("add column orders.size broke off");
        });
        goesOn(system);
    }

    @Test
    void doesNotCareForTimeoutsThatAreMadeForTheApplication() throws Exception {
        OnlineFixture system = new OnlineFixture();
        createTable(system);
        system.sql("alter database " + system.query("select current_database()") + " set statement_timeout = '30ms'");

        system.migrate.handle(WORK, system.execution("deployment-1/migrate-1/do/1"));

        assertThat(system.query("select count(*) from orders where size = id")).isEqualTo("200");
    }

    @Test
    void goesOnAfterTheServerWasStoppedAtWork(@TempDir Path directory) throws Exception {
        PostgresConfiguration configuration =
                PostgresConfiguration.in(directory).withDurability(Durability.THROWAWAY);
        EmbeddedPostgres server = EmbeddedPostgres.start(configuration);
        server.createDatabase("app");
        OnlineFixture system = new OnlineFixture(
                new Login(server.jdbcUrl("app"), server.username(), new Secret(server.password())),
                new OnlineProperties(
                        Duration.ofMillis(20),
                        Duration.ofMillis(50),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(20),
                        20,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10)));
        createTable(system);
        CompletableFuture<Throwable> stopped = CompletableFuture.supplyAsync(() ->
                catchThrowable(() -> system.migrate.handle(WORK, system.execution("deployment-1/migrate-1/do/1"))));
        await().until(() -> system.exists("belay_online")
                && !system.query("select count(*) from belay_online where rows > 0")
                        .equals("0"));
        server.close();
        assertThat(stopped.get(30, TimeUnit.SECONDS)).isInstanceOf(WorkFailed.class);

        try (EmbeddedPostgres again = EmbeddedPostgres.start(configuration.withPort(server.port()))) {
            assertThat(again.port()).isEqualTo(server.port());
            assertThat(system.query("select rows > 0 and rows < 200 from belay_online"))
                    .isEqualTo("t");
            goesOn(system);
        }
        EmbeddedPostgres.delete(directory);
    }

    private static void goesOn(OnlineFixture system) throws SQLException {
        long before = Long.parseLong(system.query("select rows from belay_online"));
        system.migrate.handle(WORK, system.execution("deployment-1/migrate-1/do/2"));

        assertThat(before).isPositive();
        assertThat(system.query("select rows from belay_online")).isEqualTo("200");
        assertThat(system.query("select count(*) from orders where size = id")).isEqualTo("200");
        assertThat(system.leftOver()).isEmpty();
    }
}
