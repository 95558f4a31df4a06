package dev.belay.migration;

import static dev.belay.migration.MigrationFixture.evidence;
import static dev.belay.migration.MigrationFixture.failure;
import static dev.belay.migration.MigrationFixture.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.Release;
import dev.belay.contracts.migration.MigrationsExpectation;
import dev.belay.contracts.migration.MigrationsExpectation.Pending;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.outcome.Progress;
import dev.belay.contracts.work.MigrateWork;
import dev.belay.contracts.work.MigrationStateWork;
import dev.belay.contracts.work.Output.MigrationState;
import dev.belay.worker.environment.settings.MigrationSettings.Tool;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Witnessed.NobodyKnows;
import dev.belay.worker.execution.Witnessed.WasDone;
import dev.belay.worker.execution.Witnessed.WasNotDone;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;

/** What the tools must do that Belay runs by itself, from files of SQL. */
@ParameterizedClass
@EnumSource(names = {"FLYWAY", "SQL"})
class MigrationSuiteTest {
    private static final String CREATE_ITEMS = "create table items (id bigserial primary key, name text not null);";
    private static final String ADD_PRICE = """
            alter table items add column price numeric(10, 2) not null default 0;
            create index items_price on items (price);
            """;

    private final Tool tool;

    @TempDir
    Path directory;

    private MigrationFixture system;

    MigrationSuiteTest(Tool tool) {
        this.tool = tool;
    }

    @BeforeEach
    void createSystem() throws Exception {
        system = new MigrationFixture(tool, directory);
        system.file("V1__items.sql", CREATE_ITEMS).file("U1__items.sql", "drop table items;");
    }

    private MigrationFixture withPrice() throws Exception {
        return system.file("V2__add_price.sql", ADD_PRICE)
                .file("U2__add_price.sql", "drop index items_price; alter table items drop column price;");
    }

    @Test
    void appliesAllPendingMigrations() throws Exception {
        withPrice();
        HandlerExecution execution = system.execution("migrate-1");

        Done done = system.migrate.handle(system.work(), execution);

        assertThat(output(done).applied()).containsExactly("1", "2");
        assertThat(output(done).pending()).isEmpty();
        assertThat(evidence(done, "pending before")).isEqualTo("1 (items), 2 (add price)");
        assertThat(evidence(done, "schema changes")).contains("new: column public.items.price");
        assertThat(execution.progress())
                .contains(
                        new Progress(0, 2L, "migrations", "V1__items.sql"),
                        new Progress(1, 2L, "migrations", "V2__add_price.sql"),
                        new Progress(2, 2L, "migrations", "V2__add_price.sql"));
        assertThat(execution.databaseSessions()).isPositive();
        assertThat(system.exists("items_price")).isTrue();
    }

    @Test
    void appliesUpToTheTarget() throws Exception {
        withPrice();

        Done done = system.migrate.handle(system.work("1"), system.execution("migrate-1"));

        assertThat(output(done).applied()).containsExactly("1");
        assertThat(output(done).pending()).containsExactly("2");
        assertThat(output(system.migrate.handle(system.work("1"), system.execution("migrate-2")))
                        .applied())
                .containsExactly("1");
    }

    @Test
    void refusesATargetThatIsNotThere() {
        Failure failure = failure(() -> system.migrate.handle(system.work("7"), system.execution("migrate-1")));

        assertThat(failure.code()).isEqualTo(FailureCode.MIGRATION_FAILED);
        assertThat(failure.message()).contains("Version 7 is neither applied nor pending", "pending: 1 (items)");
    }

    @Test
    void refusesADirectoryThatIsNotThere() throws Exception {
        Failure failure = failure(() -> system.migrate.handle(
                new MigrateWork(new Release("3", directory + "/none"), null, Map.of()), system.execution("migrate-1")));

        assertThat(failure.message()).contains(directory + "/none/migrations is not there");
    }

    @Test
    void readsTheStateWithoutARelease() throws Exception {
        system.migrate();

        Done done = system.state.handle(new MigrationStateWork(null, null), system.execution("state-1"));

        assertThat(output(done).applied()).containsExactly("1");
        assertThat(output(done).pending()).isEmpty();
    }

    @Test
    void namesWhatIsNotAsExpected() throws Exception {
        system.migrate();
        withPrice();
        MigrationStateWork work =
                new MigrationStateWork(system.work().release(), new MigrationsExpectation("2", Pending.NONE));

        Failure failure = failure(() -> system.state.handle(work, system.execution("state-1")));

        assertThat(failure.code()).isEqualTo(FailureCode.EXPECTATION_NOT_MET);
        assertThat(failure.message())
                .contains("newest applied version is 1, expected was 2", "1 migrations are pending", "2 (add price)");

        system.migrate();
        assertThat(output(system.state.handle(work, system.execution("state-2")))
                        .applied())
                .containsExactly("1", "2");
    }

    @Test
    void knowsWhichMigrationsArePendingAndNoOthers() throws Exception {
        system.migrate();
        withPrice();
        MigrationStateWork work = new MigrationStateWork(
                system.work().release(),
                new MigrationsExpectation("1", Pending.EXACTLY, List.of("2"), Pending.ANY, Map.of()));

        system.state.handle(work, system.execution("state-1"));

        system.file("V3__more.sql", "select 1;");
        assertThat(failure(() -> system.state.handle(work, system.execution("state-2")))
                        .message())
                .contains("pending: found 2 (add price), 3 (more), expected were exactly 2");

        system.migrate();
        assertThat(failure(() -> system.state.handle(work, system.execution("state-3")))
                        .message())
                .contains("pending: found none, expected were exactly 2");
    }

    @Test
    void undoesToExactlyTheSchemaBefore() throws Exception {
        system.migrate();
        MigrationState before = system.state();
        withPrice()
                .file("V3__colours.sql", "create type colour as enum ('red'); alter table items add c colour;")
                .file("U3__colours.sql", "alter table items drop c; drop type colour;");
        system.migrate();

        Done done = system.undo(before);

        assertThat(output(done).applied()).containsExactly("1");
        assertThat(output(done).fingerprint()).isEqualTo(before.fingerprint());
        assertThat(evidence(done, "taken back")).isEqualTo("2 (add price), 3 (colours)");
        assertThat(system.query("select count(*) from " + system.history)).isEqualTo("1");
        assertThat(output(system.migrate()).applied()).containsExactly("1", "2", "3");
    }

    @Test
    void undoesToTheEmptyDatabase() throws Exception {
        MigrationState before = system.state();
        system.migrate();

        assertThat(output(system.undo(before)))
                .isEqualTo(new MigrationState(List.of(), List.of(), before.fingerprint()));
    }

    @Test
    void undoOfWhatNeverHappenedSucceeds() {
        MigrationState before = system.state();

        assertThat(evidence(system.undo(before), "taken back")).isEqualTo("none");
        system.migrate();
        MigrationState migrated = system.state();
        assertThat(output(system.undo(migrated)).applied()).containsExactly("1");
    }

    @Test
    void refusesToUndoAnythingWhereOneFileIsMissing() throws Exception {
        MigrationState before = system.state();
        withPrice();
        system.migrate();
        system.delete("U1__items.sql");

        Failure failure = failure(() -> system.undo(before));

        assertThat(failure.code()).isEqualTo(FailureCode.MIGRATION_NOT_REVERSIBLE);
        assertThat(failure.message()).contains("U1__*.sql", directory + "/migrations", "Nothing was undone");
        assertThat(failure.next()).contains("Choose restore");
        assertThat(system.state().applied()).containsExactly("1", "2");
    }

    @Test
    void namesTheIndexThatTheUndoForgot() throws Exception {
        system.migrate();
        MigrationState before = system.state();
        system.file("V2__index.sql", "create index items_name on items (name);").file("U2__index.sql", "select 1;");
        system.migrate();

        Failure failure = failure(() -> system.undo(before));

        assertThat(failure.code()).isEqualTo(FailureCode.SCHEMA_DIFFERS);
        assertThat(failure.message()).contains(before.fingerprint());
        assertThat(failure.excerpt()).isEqualTo("new: index public.items_name");

        Failure afterRestart =
                failure(() -> system.undoWithoutState().handle(system.undoWork(before), system.execution("undo-2")));
        assertThat(afterRestart.code()).isEqualTo(FailureCode.SCHEMA_DIFFERS);
        assertThat(afterRestart.message()).contains("is not known");

        system.sql("drop index items_name");
        assertThat(output(system.undo(before)).applied()).containsExactly("1");
    }

    @Test
    void aSecondUndoGoesOnWhereTheFirstStopped() throws Exception {
        system.migrate();
        MigrationState before = system.state();
        withPrice().file("U2__add_price.sql", "drop index no_such_index;");
        system.file("V3__b.sql", "create table b ();").file("U3__b.sql", "drop table b;");
        system.migrate();

        Failure failure = failure(() -> system.undo(before));
        assertThat(failure.code()).isEqualTo(FailureCode.MIGRATION_FAILED);
        assertThat(failure.message())
                .contains(
                        "U2__add_price.sql line 1", "no_such_index", "42704", "Taken back: 3 (b)", "still applied: 2");

        withPrice();
        assertThat(evidence(system.undo(before), "taken back")).isEqualTo("2 (add price)");
    }

    @Test
    void anUndoThatFailsLeavesTheMigrationWhole() throws Exception {
        MigrationState before = system.state();
        system.file("U1__items.sql", "drop table items;\nselect 1 / 0;").migrate();

        assertThat(failure(() -> system.undo(before)).message()).contains("line 2", "22012");

        assertThat(system.exists("items")).isTrue();
        assertThat(system.state().applied()).containsExactly("1");
    }

    @Test
    void refusesAnUndoFileThatCommits() throws Exception {
        MigrationState before = system.state();
        system.file("U1__items.sql", "drop table items;\ncommit;").migrate();

        assertThat(failure(() -> system.undo(before)).message())
                .contains("U1__items.sql line 2 controls a transaction");

        assertThat(system.exists("items")).isTrue();
    }

    @Test
    void undoesOutsideOfATransactionWhereTheFileAsksForIt() throws Exception {
        system.migrate();
        MigrationState before = system.state();
        system.file("V2__index.sql", "create index items_name on items (name);")
                .file("U2__index.sql", "-- belay: no transaction\ndrop index concurrently if exists items_name;");
        system.migrate();

        assertThat(output(system.undo(before)).fingerprint()).isEqualTo(before.fingerprint());
    }

    @Test
    void refusesToUndoAHistoryThatDoesNotBeginWithTheStateBefore() {
        system.migrate();
        MigrationState other = new MigrationState(List.of("0.9"), List.of(), "0");

        Failure failure = failure(() -> system.undo(other));

        assertThat(failure.code()).isEqualTo(FailureCode.MIGRATION_NOT_REVERSIBLE);
        assertThat(failure.message()).contains("found 1 (items), expected first 0.9");
    }

    @Test
    void namesFileLineStatementAndStateOfAFailedMigration() throws Exception {
        withPrice().file("V3__broken.sql", "create table c ();\n\ninsert into items (name)\nselect nme from items;\n");
        MigrationState before = system.state();

        Failure failure = failure(system::migrate);

        assertThat(failure.code()).isEqualTo(FailureCode.MIGRATION_FAILED);
        assertThat(failure.message())
                .contains(
                        "V3__broken.sql line 4",
                        "column \"nme\" does not exist",
                        "SQL state 42703",
                        "Applied by this step: 1 (items), 2 (add price); not applied: 3 (broken)");
        assertThat(failure.excerpt()).contains("> 4 | select nme from items").contains("  3 | insert into items");
        assertThat(system.exists("c")).isFalse();
        assertThat(output(system.undo(before)).applied()).isEmpty();
    }

    @Test
    void saysThatTheSchemaIsAsBeforeWhereTheFirstMigrationFails() throws Exception {
        system.file("V1__items.sql", CREATE_ITEMS + "select 1 / 0;");

        assertThat(failure(system::migrate).message())
                .contains("Applied by this step: none; not applied: 1 (items)", "The schema is as before");
    }

    @Test
    void refusesAFileThatWasChangedAfterItWasApplied() throws Exception {
        system.migrate();
        withPrice().file("V1__items.sql", CREATE_ITEMS + " -- changed");

        Failure failure = failure(system::migrate);

        assertThat(failure.code()).isEqualTo(FailureCode.MIGRATION_FAILED);
        assertThat(failure.message()).contains("checksum mismatch", "1", "not applied: 2 (add price)");
        assertThat(failure.next()).contains("Put back the file");
    }

    @Test
    void namesWhoHoldsTheLock() throws Exception {
        system.migrate();
        withPrice();
        try (Connection idle = system.connect();
                Statement statement = idle.createStatement()) {
            idle.setAutoCommit(false);
            statement.execute("select count(*) from items");
            HandlerExecution execution = system.execution("migrate-1");

            Failure failure = failure(() -> system.migrate.handle(system.work(), execution));

            int pid = idle.unwrap(PGConnection.class).getBackendPID();
            assertThat(failure.code()).isEqualTo(FailureCode.DATABASE_ERROR);
            assertThat(failure.message())
                    .contains(
                            "V2__add_price.sql line 1",
                            "within 1.0 s",
                            "55P03",
                            "pid " + pid + " of user \"belay\", idle in transaction",
                            "last query: select count(*) from items",
                            "not applied: 2");
            assertThat(execution.progress())
                    .anySatisfy(progress -> assertThat(progress.message())
                            .contains("V2__add_price.sql waits for a lock of pid " + pid));
        }

        assertThat(output(system.migrate()).applied()).containsExactly("1", "2");
    }

    @Test
    void namesWhoHoldsTheLockOfTheHistory() throws Exception {
        system.migrate();
        withPrice();
        try (Connection idle = system.connect();
                Statement statement = idle.createStatement()) {
            idle.setAutoCommit(false);
            statement.execute("lock table " + system.history + " in share mode");

            Failure failure = failure(system::migrate);

            int pid = idle.unwrap(PGConnection.class).getBackendPID();
            assertThat(failure.message()).contains("waited for a lock of pid " + pid, "not applied: 2 (add price)");
        }
        assertThat(output(system.migrate()).applied()).containsExactly("1", "2");
    }

    @Test
    void cancelInTheMiddleOfAMigrationLeavesNothing() throws Exception {
        system.file("V2__slow.sql", "create table slow ();\nselect pg_sleep(60);");
        HandlerExecution execution = system.execution("migrate-1");
        CompletableFuture<Done> running = CompletableFuture.supplyAsync(() -> system.migrating(execution));
        String sleeping = "select count(*) from pg_stat_activity where datname = current_database() "
                + "and query like '%pg_sleep(60)%' and pid <> pg_backend_pid() and state = 'active'";
        await().until(() -> system.query(sleeping).equals("1"));

        execution.cancel();

        assertThatThrownBy(running::join).isNotNull();
        await().untilAsserted(() -> assertThat(system.query(sleeping)).isEqualTo("0"));
        assertThat(system.exists("slow")).isFalse();
        assertThat(system.state().applied()).containsExactly("1");
    }

    @Test
    void saysWhatIsAppliedWhereTheSessionWasEndedInTheMiddle() throws Exception {
        system.file("V2__slow.sql", "create table slow ();\nselect pg_sleep(60);");
        CompletableFuture<Failure> failing = CompletableFuture.supplyAsync(() -> failure(system::migrate));
        String end = "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() "
                + "and query like '%pg_sleep(60)%' and pid <> pg_backend_pid() and state = 'active'";
        await().until(() -> system.query(end).equals("1"));

        Failure failure = failing.get(10, TimeUnit.SECONDS);

        assertThat(failure.code()).isEqualTo(FailureCode.DATABASE_UNREACHABLE);
        assertThat(failure.message())
                .contains("V2__slow.sql line 2", "Applied by this step: 1 (items); not applied: 2 (slow)");
        assertThat(system.exists("slow")).isFalse();
    }

    @Test
    void witnessSaysNotDoneWhereNothingHadBegun() throws Exception {
        assertThat(system.witness(system.execution("migrate-1"))).isInstanceOf(WasNotDone.class);
    }

    @Test
    void witnessSaysDoneWhereAllIsApplied() throws Exception {
        withPrice();
        HandlerExecution execution = system.execution("migrate-1");
        Done done = system.migrate.handle(system.work(), execution);

        assertThat(system.witness(execution))
                .isInstanceOfSatisfying(
                        WasDone.class, was -> assertThat(was.done().output()).isEqualTo(done.output()));
    }

    @Test
    void witnessSaysNotDoneWhereSomeAreApplied() throws Exception {
        withPrice().file("V3__broken.sql", "select 1 / 0;");
        HandlerExecution execution = system.execution("migrate-1");
        failure(() -> system.migrate.handle(system.work(), execution));

        assertThat(system.witness(execution))
                .isInstanceOfSatisfying(
                        WasNotDone.class, was -> assertThat(was.how()).contains("3 (broken) is the next"));

        system.file("V3__broken.sql", "select 1;");
        assertThat(output(system.migrate()).applied()).containsExactly("1", "2", "3");
    }

    @Test
    void witnessSaysNotDoneWhereTheSchemaIsAsBefore() throws Exception {
        HandlerExecution execution = interruptedBeforeItsEffect();

        assertThat(system.witness(execution)).isInstanceOf(WasNotDone.class);
    }

    @Test
    void witnessDoesNotKnowWhereTheSchemaChangedWithoutAMigration() throws Exception {
        HandlerExecution execution = interruptedBeforeItsEffect();
        system.sql("create table strange ()");

        assertThat(system.witness(execution)).isInstanceOf(NobodyKnows.class);
    }

    private HandlerExecution interruptedBeforeItsEffect() throws Exception {
        String good = CREATE_ITEMS;
        system.file("V1__items.sql", "select 1 / 0;");
        HandlerExecution execution = system.execution("migrate-1");
        failure(() -> system.migrate.handle(system.work(), execution));
        system.file("V1__items.sql", good);
        return execution;
    }

    @Test
    void witnessOfAnUndoComparesWithTheStateBefore() throws Exception {
        system.migrate();
        MigrationState before = system.state();
        withPrice();
        system.migrate();
        HandlerExecution execution = system.execution("undo-1");

        assertThat(system.undo.witness(system.undoWork(before), execution)).isInstanceOf(WasNotDone.class);
        system.undo.handle(system.undoWork(before), execution);
        assertThat(system.undo.witness(system.undoWork(before), execution)).isInstanceOf(WasDone.class);
    }
}
