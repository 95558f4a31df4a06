package dev.belay.migration;

import static dev.belay.migration.MigrationFixture.evidence;
import static dev.belay.migration.MigrationFixture.failure;
import static dev.belay.migration.MigrationFixture.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.outcome.Progress;
import dev.belay.contracts.work.Output.MigrationState;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.MigrationSettings.Tool;
import dev.belay.worker.environment.settings.Secret;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Witnessed.NobodyKnows;
import dev.belay.worker.execution.Witnessed.WasDone;
import dev.belay.worker.execution.Witnessed.WasNotDone;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** What every migration tool must do, each on the real tool and the same migrations. */
abstract class ToolSuite {
    private static final Change ITEMS =
            Change.of("items", "create table items (id bigint primary key, name text)", "drop table items");
    private static final Change PRICE = Change.of(
            "price",
            "alter table items add column price numeric(10, 2) not null default 0",
            "alter table items drop column price");
    private static final String SLEEPING = "select count(*) from pg_stat_activity where datname = current_database()"
            + " and wait_event = 'PgSleep' and application_name like 'belay/%'";

    private final Tool tool;

    @TempDir
    Path directory;

    private MigrationFixture system;
    private String items;

    ToolSuite(Tool tool) {
        this.tool = tool;
    }

    @BeforeEach
    void createSystem() throws Exception {
        system = new MigrationFixture(tool, directory);
        items = system.add(ITEMS);
    }

    @Test
    void appliesWhatIsPendingAndThenNothing() throws Exception {
        String price = system.add(PRICE);
        assertThat(system.state().pending()).containsExactly(items, price);
        HandlerExecution execution = system.execution("migrate-1");

        Done done = system.migrate.handle(system.work(), execution);

        assertThat(output(done).applied()).containsExactly(items, price);
        assertThat(output(done).pending()).isEmpty();
        assertThat(evidence(done, "schema changes")).contains("new: column public.items.price");
        assertThat(execution.progress())
                .extracting(Progress::done, Progress::total)
                .contains(tuple(0L, 2L), tuple(2L, 2L));
        assertThat(execution.progress())
                .anySatisfy(progress -> assertThat(progress.message()).contains("price"));
        assertThat(system.migrate.witness(system.work(), execution))
                .isInstanceOfSatisfying(
                        WasDone.class, was -> assertThat(was.done().output()).isEqualTo(done.output()));

        Done again = system.migrate();
        assertThat(output(again)).isEqualTo(output(done));
        assertThat(evidence(again, "applied")).isEqualTo("none");
        assertThat(again.evidence()).noneMatch(each -> each.label().equals("schema changes"));
    }

    @Test
    void appliesUpToTheTargetAndUndoesPartOfTheWay() throws Exception {
        String price = system.add(PRICE);
        MigrationState empty = system.state();

        Done first = system.migrate.handle(system.work(items), system.execution("migrate-1"));
        assertThat(output(first).applied()).containsExactly(items);
        assertThat(output(first).pending()).containsExactly(price);
        MigrationState before = system.state();
        String colour = system.add(
                Change.of("colour", "alter table items add colour text", "alter table items drop column colour"));
        assertThat(output(system.migrate()).applied()).containsExactly(items, price, colour);

        HandlerExecution execution = system.execution("undo-1");
        Done back = system.undo.handle(system.undoWork(before), execution);
        assertThat(output(back).applied()).containsExactly(items);
        assertThat(output(back).fingerprint()).isEqualTo(before.fingerprint());
        assertThat(evidence(back, "taken back")).contains("price", "colour");
        assertThat(execution.progress())
                .extracting(Progress::done, Progress::total)
                .contains(tuple(2L, 2L));
        assertThat(system.undo.witness(system.undoWork(before), execution)).isInstanceOf(WasDone.class);

        assertThat(evidence(system.undo(before), "taken back")).isEqualTo("none");
        assertThat(output(system.undo(empty)).fingerprint()).isEqualTo(empty.fingerprint());
        assertThat(system.exists("items")).isFalse();
        assertThat(output(system.migrate()).applied()).containsExactly(items, price, colour);
    }

    @Test
    void refusesATargetThatIsNotThere() {
        Failure failure = failure(() -> system.migrate.handle(system.work("7.7.7"), system.execution("migrate-1")));

        assertThat(failure.code()).isEqualTo(FailureCode.MIGRATION_FAILED);
        assertThat(failure.message()).contains("7.7.7", "neither applied nor pending", items);
        assertThat(system.state().applied()).isEmpty();
    }

    @Test
    void takesNothingBackWhereOneMigrationHasNoWayBack() throws Exception {
        system.migrate();
        MigrationState before = system.state();
        String once = system.add(Change.of("once", "alter table items alter name set default 'x'"));
        String price = system.add(PRICE);
        system.migrate();

        Failure failure = failure(() -> system.undo(before));

        assertThat(failure.code()).isEqualTo(FailureCode.MIGRATION_NOT_REVERSIBLE);
        assertThat(failure.message()).contains("Nothing was undone");
        assertThat(failure.next()).contains("Choose restore");
        assertThat(system.state().applied()).containsExactly(items, once, price);
    }

    @Test
    void anUndoThatLeavesAnythingBehindHasFailed() throws Exception {
        system.migrate();
        MigrationState before = system.state();
        system.add(Change.of("index", "create index items_name on items (name)", "select 1"));
        system.migrate();

        Failure failure = failure(() -> system.undo(before));

        assertThat(failure.code()).isEqualTo(FailureCode.SCHEMA_DIFFERS);
        assertThat(failure.excerpt()).isEqualTo("new: index public.items_name");
    }

    @Test
    void aFailedMigrationLeavesThoseBeforeIt() throws Exception {
        MigrationState before = system.state();
        String broken = system.add(Change.of("broken", "create table c ()", "drop table c")
                .then("insert into items (name) select nme from items"));
        HandlerExecution execution = system.execution("migrate-1");

        Failure failure = failure(() -> system.migrate.handle(system.work(), execution));

        assertThat(failure.code()).isEqualTo(FailureCode.MIGRATION_FAILED);
        assertThat(failure.message())
                .contains("column \"nme\" does not exist")
                .containsPattern("Applied by this step: .*items.*; not applied: .*broken");
        assertThat(failure.excerpt()).contains("nme");
        assertThat(system.exists("c")).isFalse();
        assertThat(system.witness(execution))
                .isInstanceOfSatisfying(
                        WasNotDone.class, was -> assertThat(was.how()).contains("broken"));
        assertThat(system.state().pending()).containsExactly(broken);
        assertThat(output(system.undo(before)).fingerprint()).isEqualTo(before.fingerprint());
    }

    @Test
    void thePartOfAMigrationOutsideOfATransactionIsSeen() throws Exception {
        system.migrate();
        MigrationState before = system.state();
        system.add(PRICE);
        system.add(Change.of("half", "create index concurrently items_name on items (name)")
                .then("create index concurrently items_nme on items (nme)")
                .outsideOfTransactions());
        HandlerExecution execution = system.execution("migrate-1");

        Failure failure = failure(() -> system.migrate.handle(system.work(), execution));

        assertThat(failure.message()).contains("nme").containsPattern("Applied by this step: .*price");
        assertThat(failure.message()).containsAnyOf("was applied in part: new: index public.items_name", "In part: ");
        assertThat(system.witness(execution)).isInstanceOf(NobodyKnows.class);
        assertThat(system.exists("items_name")).isTrue();
        assertThat(failure(() -> system.undo(before)).code())
                .isIn(FailureCode.SCHEMA_DIFFERS, FailureCode.MIGRATION_NOT_REVERSIBLE);
    }

    @Test
    void cancelInTheMiddleEndsAllThatRuns() throws Exception {
        system.migrate();
        system.add(Change.of("slow", "create table slow ()", "drop table slow").then("select pg_sleep(60)"));
        HandlerExecution execution = system.execution("migrate-1");
        CompletableFuture<Done> running = CompletableFuture.supplyAsync(() -> system.migrating(execution));
        await().until(() -> system.query(SLEEPING).equals("1"));

        execution.cancel();

        assertThatThrownBy(running::join).isNotNull();
        await().untilAsserted(() -> assertThat(system.query(SLEEPING)).isEqualTo("0"));
        assertThat(execution.processes())
                .allSatisfy(pid -> assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive))
                        .isEmpty());
        assertThat(system.exists("slow")).isFalse();
        assertThat(system.state().applied()).containsExactly(items);
    }

    @Test
    void namesWhoHoldsTheLock() throws Exception {
        system.migrate();
        String price = system.add(PRICE);
        try (Connection idle = system.connect();
                Statement statement = idle.createStatement()) {
            idle.setAutoCommit(false);
            statement.execute("select count(*) from items");

            Failure failure = failure(system::migrate);

            int pid = idle.unwrap(PGConnection.class).getBackendPID();
            assertThat(failure.code()).isEqualTo(FailureCode.DATABASE_ERROR);
            assertThat(failure.message())
                    .contains("within 1.0 s", "pid " + pid + " of user \"belay\", idle in transaction")
                    .contains("The schema is as before");
        }
        assertThat(output(system.migrate()).applied()).containsExactly(items, price);
    }

    @Test
    void aRefusedLoginIsNoFaultOfTheMigrations() {
        Login wrong = new Login(system.login.url(), system.login.username(), new Secret("not-the-password"));
        HandlerExecution execution = HandlerExecution.of(
                "migrate-1",
                Environments.environment()
                        .database(wrong)
                        .migrations(system.project.settings())
                        .build());

        Failure failure = failure(() -> system.migrate.handle(system.work(), execution));

        assertThat(failure.code()).isEqualTo(FailureCode.DATABASE_LOGIN_REFUSED);
        assertThat(failure.toString()).doesNotContain("not-the-password");
    }
}
