package dev.belay.migration;

import static dev.belay.migration.MigrationFixture.failure;
import static dev.belay.migration.MigrationFixture.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.Output.MigrationState;
import dev.belay.worker.environment.settings.MigrationSettings.Tool;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Witnessed.NobodyKnows;
import dev.belay.worker.execution.Witnessed.WasNotDone;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only Flyway does. */
class FlywayMigrationTest {
    private static final String CONCURRENTLY = "create index concurrently items_name on items (name);";

    @TempDir
    Path directory;

    private MigrationFixture system;

    @BeforeEach
    void createSystem() throws Exception {
        system = new MigrationFixture(Tool.FLYWAY, directory);
        system.file("V1__items.sql", "create table items (id int primary key, name text);");
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void createsAnIndexConcurrentlyWithoutWaitingForItself() throws Exception {
        system.file("V2__index.sql", CONCURRENTLY).file("V3__more.sql", "alter table items add column c int;");

        assertThat(output(system.migrate()).applied()).containsExactly("1", "2", "3");
        assertThat(system.query("select indisvalid from pg_index where indexrelid = 'items_name'::regclass"))
                .isEqualTo("t");
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void anIndexBuiltConcurrentlyWaitsLongerThanTheLockTimeout() throws Exception {
        system.migrate();
        system.file("V2__index.sql", CONCURRENTLY);
        HandlerExecution execution = system.execution("migrate-1");
        try (Connection idle = system.connect();
                Statement statement = idle.createStatement()) {
            idle.setAutoCommit(false);
            statement.execute("select count(*) from items");
            CompletableFuture<Done> running = CompletableFuture.supplyAsync(() -> system.migrating(execution));
            await().until(() -> execution.progress().stream()
                    .anyMatch(progress -> progress.message().contains("V2__index.sql waits for a lock")));
            await().during(Duration.ofMillis(1500))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> !running.isDone());

            idle.commit();

            assertThat(output(running.get(10, TimeUnit.SECONDS)).applied()).containsExactly("1", "2");
        }
    }

    @Test
    void aFailedMigrationOutsideOfATransactionIsNamedAndTakenBack() throws Exception {
        system.migrate();
        MigrationState before = system.state();
        system.sql("insert into items values (1, 'a'), (2, 'a')");
        system.file("V2__unique.sql", "create unique index concurrently items_name on items (name);")
                .file("U2__unique.sql", "-- belay: no transaction\ndrop index concurrently if exists items_name;");
        HandlerExecution execution = system.execution("migrate-1");

        Failure failure = failure(() -> system.migrate.handle(system.work(), execution));

        assertThat(failure.message())
                .contains("V2__unique.sql line 1", "23505", "not applied: 2 (unique)", "In part: 2 (unique), failed");
        assertThat(system.witness(execution))
                .isInstanceOfSatisfying(
                        NobodyKnows.class, nobody -> assertThat(nobody.why()).contains("2 (unique), failed"));
        assertThat(failure(system::migrate).message()).contains("not whole: 2 (unique), failed", "nothing was applied");

        assertThat(output(system.undo(before)).fingerprint()).isEqualTo(before.fingerprint());
        system.sql("delete from items");
        assertThat(output(system.migrate()).applied()).containsExactly("1", "2");
    }

    @Test
    void witnessTrustsTheSchemaForIndexesButNotForOtherStatementsOutsideOfTransactions() throws Exception {
        HandlerExecution index = interrupted(
                "create index concurrently i on items (name); create index concurrently i " + "on items (name);");
        system.sql("drop index if exists i; delete from flyway_schema_history where not success");
        assertThat(system.witness(index)).isInstanceOf(WasNotDone.class);

        HandlerExecution rows = interrupted("vacuum items; vacuum no_such_table;");
        system.sql("delete from flyway_schema_history where not success");
        assertThat(system.witness(rows)).isInstanceOf(NobodyKnows.class);
    }

    /** As if the process had died before Flyway wrote its row. */
    private HandlerExecution interrupted(String sql) throws Exception {
        if (system.state().applied().isEmpty()) {
            system.migrate();
        }
        system.file("V2__x.sql", sql);
        HandlerExecution execution = system.execution("migrate-2");
        failure(() -> system.migrate.handle(system.work(), execution));
        return execution;
    }

    @Test
    void aRepeatableMigrationHasNoWayBack() throws Exception {
        system.migrate();
        MigrationState before = system.state();
        system.file("R__view.sql", "create or replace view names as select name from items;");
        assertThat(output(system.migrate()).applied()).containsExactly("1", "R:view");

        Failure failure = failure(() -> system.undo(before));

        assertThat(failure.code()).isEqualTo(FailureCode.MIGRATION_NOT_REVERSIBLE);
        assertThat(failure.message()).contains("R:view").contains("repeatable");
    }

    @Test
    void namesTheWayOutWhereASchemaHasNoHistory() throws Exception {
        system.sql("create table old ()");

        Failure failure = failure(system::migrate);

        assertThat(failure.code()).isEqualTo(FailureCode.MIGRATION_FAILED);
        assertThat(failure.message()).contains("not empty").contains("The schema is as before");
        assertThat(failure.next()).contains("flyway baseline");
    }

    @Test
    void goesOnFromABaseline() throws Exception {
        system.sql("create table old ()");
        Flyway.configure()
                .dataSource(
                        system.login.url(),
                        system.login.username(),
                        system.login.password().value())
                .baselineVersion("1")
                .load()
                .baseline();
        system.file("V2__next.sql", "create table next ();");

        assertThat(output(system.migrate()).applied()).containsExactly("1", "2");
    }
}
