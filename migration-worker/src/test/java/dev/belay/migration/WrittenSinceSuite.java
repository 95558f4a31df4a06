package dev.belay.migration;

import static dev.belay.migration.MigrationFixture.failure;
import static dev.belay.migration.MigrationFixture.output;
import static dev.belay.migration.MigrationFixture.uninterrupted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.MigrateUndoForecastWork;
import dev.belay.contracts.work.Output.MigrationState;
import dev.belay.contracts.work.Output.UndoForecast;
import dev.belay.migration.written.WrittenRows;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.MigrationSettings.Tool;
import dev.belay.worker.environment.settings.Secret;
import dev.belay.worker.execution.Done;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Going back drops nothing that users have written since without a question, and keeps it. */
abstract class WrittenSinceSuite {
    private static final String KEPT = "select string_agg(relname, ', ' order by relname) from pg_class"
            + " where relname like 'belay\\_kept\\_%' and relkind = 'r'";

    private final Tool tool;

    @TempDir
    Path directory;

    private MigrationFixture system;
    private MigrationState before;

    WrittenSinceSuite(Tool tool) {
        this.tool = tool;
    }

    /** The second step adds a column with a default, one that it fills, one of a type of its own, and a table with a row. */
    @BeforeEach
    void createSystem() throws Exception {
        system = new MigrationFixture(tool, directory);
        system.add(Change.of("items", "create table items (id bigint primary key, name text)", "drop table items"));
        system.migrate();
        system.sql("insert into items select i, 'item ' || i from generate_series(1, 100) i");
        system.sql("create table gate as select 1 as closed");
        system.sql("create function wait_at_gate() returns void language plpgsql as 'begin"
                + " while exists (select from gate) loop perform pg_sleep(0.01); end loop;"
                + " end'");
        before = system.state();
        system.add(Change.of(
                        "price",
                        "create type colour as enum ('red', 'blue')",
                        "drop table notes",
                        "alter table items drop column price",
                        "alter table items drop column size",
                        "alter table items drop column colour",
                        "drop type colour")
                .then("alter table items add column price numeric(10, 2) not null default 0")
                .then("alter table items add column size text")
                .then("alter table items add column colour colour")
                .then("update items set size = 'small'")
                .then("create table notes (text text, at timestamptz default now())")
                .then("insert into notes values ('the first')"));
    }

    @Test
    void countsAndKeepsWhatUsersHaveWrittenSince() throws Exception {
        migrate();
        system.sql("update items set price = 2.50, colour = 'red' where id <= 3");
        system.sql("insert into items (id, name) select i, 'new' from generate_series(101, 105) i");
        system.sql("insert into notes (text) values ('one'), ('two')");

        assertThat(dropped())
                .extracting(Evidence::label, evidence -> evidence.value().replaceAll(";.*", ""))
                .containsExactlyInAnyOrder(
                        tuple("public.items", "3 rows with values in price, size, colour were written since"),
                        tuple("public.notes", "2 rows were written since"));
        Done back = undo();

        assertThat(output(back).fingerprint()).isEqualTo(before.fingerprint());
        List<String> tables = List.of(system.query(KEPT).split(", "));
        assertThat(tables).hasSize(2);
        assertThat(back.evidence())
                .extracting(Evidence::label, Evidence::value)
                .contains(
                        tuple("kept in public." + tables.get(0), "3 rows, as they were before going back"),
                        tuple("kept in public." + tables.get(1), "2 rows, as they were before going back"));
        assertThat(system.query(
                        "select string_agg(id || ' ' || price || ' ' || size || ' ' || colour, ', ' order by id)"
                                + " from " + tables.get(0)))
                .isEqualTo("1 2.50 small red, 2 2.50 small red, 3 2.50 small red");
        assertThat(system.query("select string_agg(text, ', ' order by text) from " + tables.get(1)))
                .isEqualTo("one, two");
    }

    @Test
    void findsNothingWhereOnlyTheMigrationWrote() throws Exception {
        migrate();
        system.sql("insert into items (id, name) values (101, 'from older code')");

        assertThat(dropped()).isEmpty();
        undo();

        assertThat(system.query(KEPT)).isEqualTo("null");
    }

    @Test
    void saysThatItIsNotKnownWhoWroteWhereTheWorkerDiedInTheMiddle() throws Exception {
        system.migrate.handle(system.work(), execution("deployment-1/migrate-9/do/1"));

        assertThat(dropped()).extracting(Evidence::label).containsExactlyInAnyOrder("public.items", "public.notes");
        assertThat(dropped()).allSatisfy(each -> assertThat(each.value()).contains("which is not known"));
        undo();

        assertThat(system.query(KEPT)).contains("items", "notes");
    }

    @Test
    void saysThatNothingIsKnownWithoutTheSchemaFromBefore() throws Exception {
        migrate();

        assertThat(dropped(system.writtenWithoutState(), execution("deployment-1/migrate-2/undo/1")))
                .singleElement()
                .satisfies(each -> assertThat(each.value()).contains("not known", "nothing of it would be kept"));
    }

    @Test
    void asksAboutNothingThatCannotBeTakenBack() throws Exception {
        system.add(Change.of("once", "alter table items alter name set default 'x'"));
        migrate();
        system.sql("insert into notes (text) values ('one')");

        assertThat(failure(this::dropped).code()).isEqualTo(FailureCode.MIGRATION_NOT_REVERSIBLE);
    }

    @Test
    void rowsThatPoliciesHideAreNotKnown() throws Exception {
        migrate();
        String reader = "reader_" + tool.name().toLowerCase(Locale.ROOT);
        system.sql("create role " + reader + " login password 'of-the-test'");
        system.sql("grant select on all tables in schema public to " + reader);
        system.sql("alter table notes enable row level security");
        Environment readers = Environments.environment()
                .database(new Login(system.login.url(), reader, new Secret("of-the-test")))
                .migrations(system.project.settings())
                .build();

        assertThat(dropped(
                        system.written,
                        new HandlerExecution(ExecutionId.parse("deployment-1/migrate-2/undo/1"), readers)))
                .singleElement()
                .satisfies(each -> assertThat(each.toString()).contains("notes", "does not see all rows"));
    }

    @Test
    void whatIsBeingWrittenWhenTheMigrationEndsCounts() throws Exception {
        try (Connection user = system.connect();
                Statement statement = user.createStatement()) {
            user.setAutoCommit(false);
            statement.execute("create temporary table open (id int)");
            migrate();
            statement.execute("savepoint half");
            statement.execute("insert into notes (text) values ('open')");
            user.commit();
        }

        assertThat(dropped()).extracting(Evidence::label).contains("public.notes");
    }

    @Test
    void keepsWhatIsWrittenWhileItGoesBackAndNothingThatItWritesItself() throws Exception {
        system.add(Change.of(
                "gate",
                "create sequence numbers",
                "select wait_at_gate()",
                "update items set price = 7 where id > 90",
                "drop sequence numbers"));
        migrate();
        system.sql("update items set price = 2.50 where id <= 3");
        CompletableFuture<Done> back = CompletableFuture.supplyAsync(this::undo);
        await().until(() -> system.query("select count(*) from pg_stat_activity where wait_event = 'PgSleep'"
                        + " and datname = current_database()")
                .equals("1"));

        system.sql("update items set price = 3, colour = 'blue' where id in (3, 4)");
        system.sql("insert into items (id, name, price) values (101, 'late', 4)");
        system.sql("insert into items (id, name) values (102, 'late')");
        system.sql("insert into notes (text) values ('late')");
        system.sql("delete from gate");
        back.join();

        List<String> tables = List.of(system.query(KEPT).split(", "));
        assertThat(tables).hasSize(2);
        assertThat(system.query("select string_agg(concat_ws(' ', id, price, colour), ', ' order by id, belay_kept_at)"
                        + " from " + tables.get(0)))
                .isEqualTo("1 2.50, 2 2.50, 3 2.50, 3 3.00 blue, 4 3.00 blue, 101 4.00");
        assertThat(system.query("select text from " + tables.get(1))).isEqualTo("late");
        assertThat(system.query("select count(*) from pg_proc where proname like 'belay%'"))
                .isEqualTo("0");
    }

    private void migrate() throws Exception {
        system.migrate.handle(system.work(), execution("deployment-1/migrate-2/do/1"));
    }

    private HandlerExecution execution(String id) {
        return new HandlerExecution(ExecutionId.parse(id), system.environment);
    }

    private List<Evidence> dropped() {
        return dropped(system.written, execution("deployment-1/migrate-2/undo/1"));
    }

    private List<Evidence> dropped(WrittenRows written, HandlerExecution execution) {
        Done done = uninterrupted(() -> new MigrateUndoForecastHandler(
                        new MigrationProperties(Duration.ofSeconds(1)), system.tools, written)
                .handle(new MigrateUndoForecastWork(system.undoWork(before)), execution));
        return ((UndoForecast) Objects.requireNonNull(done.output())).dropped();
    }

    private Done undo() {
        return uninterrupted(
                () -> system.undo.handle(system.undoWork(before), execution("deployment-1/migrate-2/undo/2")));
    }
}
