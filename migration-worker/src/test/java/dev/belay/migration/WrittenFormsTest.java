package dev.belay.migration;

import static dev.belay.migration.MigrationFixture.output;
import static dev.belay.migration.MigrationFixture.uninterrupted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.work.MigrateUndoForecastWork;
import dev.belay.contracts.work.Output.MigrationState;
import dev.belay.contracts.work.Output.UndoForecast;
import dev.belay.worker.environment.settings.MigrationSettings.Tool;
import dev.belay.worker.execution.Done;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users have written since, in tables of every form, counted and kept; what is not known is asked about. */
class WrittenFormsTest {
    private static final String KEPT = "select string_agg(relname, ', ' order by relname) from pg_class"
            + " where relname like 'belay\\_kept\\_%' and relkind = 'r'";

    @TempDir
    Path directory;

    private MigrationFixture system;
    private MigrationState before;

    @BeforeEach
    void createSystem() throws Exception {
        system = new MigrationFixture(Tool.SQL, directory);
    }

    /** Migrates to what was there before, with rows, and then further. */
    private void migrate(Change first, String rows, Change second) throws Exception {
        system.add(first);
        system.migrate();
        system.sql(rows);
        before = system.state();
        system.add(second);
        system.migrate.handle(system.work(), execution("deployment-1/migrate-2/do/1"));
    }

    @Test
    void ofPartitionedTablesOldAndNew() throws Exception {
        migrate(
                Change.of(
                                "readings",
                                "create table readings (day date, id int, primary key (day, id)) partition by range"
                                        + " (day)",
                                "drop table readings")
                        .then("create table readings_1 partition of readings for values from ('2026-01-01') to"
                                + " ('2026-02-01')")
                        .then("create table readings_2 partition of readings for values from ('2026-02-01') to"
                                + " ('2026-03-01')"),
                "insert into readings select date '2026-01-01' + i, i from generate_series(0, 50) i",
                Change.of(
                                "places",
                                "alter table readings add column place text",
                                "drop table visits",
                                "alter table readings drop column place")
                        .then("create table visits (id int, at int) partition by list (at)")
                        .then("create table visits_1 partition of visits for values in (1)"));
        system.sql("update readings set place = 'here' where id in (3, 40)");
        system.sql("insert into visits values (1, 1)");

        assertThat(dropped())
                .containsExactly(
                        "public.readings: 2 rows with values in place were written since",
                        "public.visits: 1 rows were written since");
        undo();

        String[] tables = kept(2);
        assertThat(system.query(
                        "select string_agg(day || ' ' || id || ' ' || place, ', ' order by id) from " + tables[0]))
                .isEqualTo("2026-01-04 3 here, 2026-02-10 40 here");
        assertThat(system.query("select id from " + tables[1])).isEqualTo("1");
    }

    @Test
    void ofTablesWithoutAKeyWholeRowsAreKept() throws Exception {
        migrate(
                Change.of("lines", "create table lines (line text, at int)", "drop table lines"),
                "insert into lines values ('one', 1), ('two', 2)",
                Change.of(
                        "mark",
                        "alter table lines add column mark int default 0",
                        "alter table lines drop column mark"));
        system.sql("update lines set mark = 5 where at = 2");

        assertThat(dropped()).containsExactly("public.lines: 1 rows with values in mark were written since");
        undo();

        assertThat(system.query("select line || ' ' || at || ' ' || mark from " + kept(1)[0]))
                .isEqualTo("two 2 5");
    }

    @Test
    void ofAColumnWhoseTypeGoesBack() throws Exception {
        migrate(
                Change.of("codes", "create table codes (id int primary key, code int)", "drop table codes"),
                "insert into codes values (1, 10), (2, 20), (3, 30)",
                Change.of(
                        "text",
                        "alter table codes alter code type text",
                        "alter table codes alter code type int using case when code ~ '^\\d+$' then code::int end"));
        assertThat(dropped()).isEmpty();
        system.sql("update codes set code = 'x-7' where id = 2");

        assertThat(dropped()).containsExactly("public.codes: 1 rows with values in code were written since");
        undo();

        assertThat(system.query("select string_agg(coalesce(code::text, '-'), ' ' order by id) from codes"))
                .isEqualTo("10 - 30");
        assertThat(system.query("select id || ' ' || code from " + kept(1)[0])).isEqualTo("2 x-7");
    }

    @Test
    void rowsThatUsersHaveDeletedSinceAreNeitherAskedAboutNorBroughtBack() throws Exception {
        migrate(
                Change.of("items", "create table items (id int primary key)", "drop table items"),
                "insert into items select generate_series(1, 10)",
                Change.of("sizes", "alter table items add column size int", "alter table items drop column size")
                        .then("update items set size = 1"));
        system.sql("delete from items where id <= 4");

        assertThat(dropped()).isEmpty();
        undo();

        assertThat(system.query("select count(*) from items")).isEqualTo("6");
        assertThat(system.query(KEPT)).isEqualTo("null");
    }

    @Test
    void ofColumnsThatMustNotBeEmptyAndOfTypesOfTheirOwn() throws Exception {
        migrate(
                Change.of("items", "create table items (id int primary key)", "drop table items"),
                "insert into items select generate_series(1, 3)",
                Change.of(
                                "amounts",
                                "create domain amount as numeric check (value > 0)",
                                "alter table items drop column paid",
                                "alter table items drop column tags",
                                "drop domain amount")
                        .then("alter table items add column paid amount not null default 1")
                        .then("alter table items add column tags text[] not null default '{}'"));
        system.sql("update items set paid = 9.5, tags = '{a,b}' where id = 2");

        undo();

        assertThat(system.query("select id || ' ' || paid || ' ' || tags::text from " + kept(1)[0]))
                .isEqualTo("2 9.5 {a,b}");
    }

    private HandlerExecution execution(String id) {
        return new HandlerExecution(ExecutionId.parse(id), system.environment);
    }

    private List<String> dropped() {
        Done done = uninterrupted(() -> new MigrateUndoForecastHandler(
                        new MigrationProperties(Duration.ofSeconds(1)), system.tools, system.written)
                .handle(
                        new MigrateUndoForecastWork(system.undoWork(before)),
                        execution("deployment-1/migrate-2/undo/1")));
        List<Evidence> all = ((UndoForecast) Objects.requireNonNull(done.output())).dropped();
        return all.stream()
                .map(one -> one.label() + ": " + one.value().replaceAll(";.*", ""))
                .toList();
    }

    private void undo() {
        Done done = uninterrupted(
                () -> system.undo.handle(system.undoWork(before), execution("deployment-1/migrate-2/undo/2")));
        assertThat(output(done).fingerprint()).isEqualTo(before.fingerprint());
    }

    private String[] kept(int count) throws Exception {
        String[] tables = system.query(KEPT).split(", ");
        assertThat(tables).hasSize(count);
        return tables;
    }
}
