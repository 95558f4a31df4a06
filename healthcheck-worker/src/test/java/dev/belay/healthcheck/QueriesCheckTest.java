package dev.belay.healthcheck;

import static dev.belay.healthcheck.DatabaseChecking.check;
import static dev.belay.healthcheck.DatabaseChecking.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.belay.contracts.check.DatabaseExpectations;
import dev.belay.contracts.check.DatabaseExpectations.QueryExpectation;
import dev.belay.contracts.check.DatabaseExpectations.RowsExpectation;
import dev.belay.contracts.check.Reference;
import dev.belay.contracts.check.Reference.Answer;
import dev.belay.contracts.check.Reference.Origin;
import dev.belay.contracts.check.Reference.QueryTime;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.watch.WatchSeries;
import dev.belay.contracts.work.BaselineWork;
import dev.belay.contracts.work.CheckWork;
import dev.belay.contracts.work.Output;
import dev.belay.healthcheck.watch.BaselineHandler;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.Secret;
import dev.belay.worker.execution.Done;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Queries that are timed before a change and after it. */
class QueriesCheckTest {
    private static final String SQL = "select * from visit where guest = 7";

    @BeforeEach
    void tables() throws Exception {
        ThrowawayPostgres.execute("""
                drop table if exists visit, visit_part, "order";
                create table visit (id serial primary key, guest int, note text);
                insert into visit (guest, note) select n % 5000, repeat('x', 100) from generate_series(1, 60000) n;
                analyze visit;
                create table "order" (id int primary key);
                insert into "order" select generate_series(1, 12)""");
    }

    @Test
    void findsThatAQueryHasBecomeFasterByTheIndexThatItUses() throws Exception {
        Reference before = baseline(List.of(), SQL).reference();
        ThrowawayPostgres.execute("create index visit_guest on visit (guest)");

        Done done = check(Checks.queries(before, new QueryExpectation(SQL, "visit_guest", 30, null, 1000L)));

        assertThat(done.evidence().get(0).label()).isEqualTo("Query \"" + SQL + "\"");
        assertThat(done.evidence().get(0).value())
                .matches("uses visit_guest; it takes [0-9.]+ms, before [0-9.]+ms \\(\\d+% faster\\)");
        assertThat(done.evidence())
                .extracting(Evidence::label)
                .containsExactly(
                        "Query \"" + SQL + "\"", "Plan before, of \"" + SQL + "\"", "Plan now, of \"" + SQL + "\"");
        assertThat(done.evidence().get(1).value()).contains("Seq Scan on visit", "Execution Time");
        assertThat(done.evidence().get(2).value()).contains("visit_guest").doesNotContain("Seq Scan");
    }

    @Test
    void showsBothPlansWhereAQueryHasNotBecomeFaster() {
        Reference before = baseline(List.of(), SQL).reference();

        Failure failure = failure(Checks.queries(before, new QueryExpectation(SQL, null, 90, null, null)));

        assertThat(failure.code()).isEqualTo(FailureCode.EXPECTATION_NOT_MET);
        assertThat(failure.message())
                .startsWith("Query \"" + SQL + "\": it takes ")
                .endsWith("expected at least 90% faster than before.");
        assertThat(failure.next()).startsWith("Compare the two plans");
        assertThat(failure.excerpt()).contains("Plan before, of", "Plan now, of", "Seq Scan on visit");
    }

    @Test
    void namesTheIndexThatAPlanDoesNotUse() throws Exception {
        ThrowawayPostgres.execute("create index visit_note on visit (note)");

        Failure failure =
                failure(Checks.queries(Reference.NOTHING, new QueryExpectation(SQL, "visit_note", null, null, null)));

        assertThat(failure.message())
                .isEqualTo("Query \"" + SQL + "\": found that its plan uses no index, and scans all of visit,"
                        + " expected index visit_note.");
        assertThat(failure.next()).contains("analyze", "whenRowsAtLeast");
        assertThat(failure(Checks.queries(Reference.NOTHING, new QueryExpectation(SQL, "visit_gone", null, null, null)))
                        .message())
                .contains("index visit_gone does not exist");
    }

    @Test
    void knowsAPartitionedIndexByItsPartitions() throws Exception {
        ThrowawayPostgres.execute("""
                create table visit_part (id int, guest int) partition by range (id);
                create table visit_part_1 partition of visit_part for values from (0) to (100000);
                insert into visit_part select n, n from generate_series(1, 20000) n;
                create index visit_part_guest on visit_part (guest);
                analyze visit_part""");

        Done done = check(Checks.queries(
                Reference.NOTHING,
                new QueryExpectation(
                        "select * from visit_part where guest = 7", "visit_part_guest", null, null, 10_000L)));

        assertThat(done.evidence().get(0).value()).startsWith("uses visit_part_guest; ");
    }

    @Test
    void judgesAnAbsoluteLimit() {
        check(Checks.queries(
                Reference.NOTHING, new QueryExpectation("select 1", null, null, Duration.ofSeconds(20), null)));

        assertThat(failure(Checks.queries(
                                Reference.NOTHING,
                                new QueryExpectation("select pg_sleep(0.05)", null, null, Duration.ofMillis(10), null)))
                        .message())
                .matches("Query \"select pg_sleep\\(0.05\\)\": it takes [0-9.]+ms, expected at most 10.0ms.");
    }

    @Test
    void aTimeThatNeverEndedIsTheLeastThatItTook() {
        Done done = check(Checks.queries(
                neverEnded(SQL, Duration.ofMinutes(1)), new QueryExpectation(SQL, null, 90, null, null)));

        assertThat(done.evidence().get(0).value())
                .matches("it takes [0-9.]+ms, before it did not end within [0-9.]+ ?m?s?");
    }

    @Test
    void whatIsNotFasterThanTheLeastThatItTookIsNotJudged() {
        String slow = "select pg_sleep(0.05)";

        Done done = check(Checks.queries(
                neverEnded(slow, Duration.ofMillis(1)), new QueryExpectation(slow, null, 30, null, null)));

        assertThat(done.evidence().get(0).value())
                .contains("\"faster: 30%\" is not judged: before the first change it did not end within");
    }

    private static Reference neverEnded(String sql, Duration within) {
        QueryTime before =
                new QueryTime(sql, within, List.of(), "", "it did not end within " + within.toMillis() + " ms");
        return new Reference(List.of(), List.of(before));
    }

    @Test
    void leavesASmallTableUnjudged() {
        Done done = check(Checks.queries(
                Reference.NOTHING,
                new QueryExpectation("select * from \"order\" where id = 3", "visit_gone", 90, null, 1000L)));

        assertThat(done.evidence().get(0).value())
                .startsWith("not judged, since \"order\" has 12 rows, fewer than 1000; its plan uses ");
    }

    @Test
    void saysWhyItCannotCompare() throws Exception {
        QueryExpectation expected = new QueryExpectation(SQL, "visit_guest", 30, null, null);
        ThrowawayPostgres.execute("create index visit_guest on visit (guest)");

        assertThat(shown(Checks.queries(Reference.NOTHING, expected)))
                .endsWith("\"faster: 30%\" is not judged: its time was not taken before the first change");
        assertThat(shown(Checks.queries(times(new QueryTime(SQL, null, List.of(), "", "no such table")), expected)))
                .endsWith("could not be taken before the first change: no such table");
        assertThat(shown(Checks.queries(
                        times(new QueryTime(SQL, Duration.ofNanos(1), List.of("visit_guest"), "", "")), expected)))
                .endsWith("it used visit_guest already before the first change");
    }

    @Test
    void aQueryThatDidNotEndBeforeTookAtLeastSoLong() {
        QueryTime endless = new QueryTime(SQL, Duration.ofMinutes(1), List.of(), "", "it did not end within 1m");

        assertThat(shown(Checks.queries(times(endless), new QueryExpectation(SQL, null, 30, null, null))))
                .endsWith(", before it did not end within 1m");
    }

    @Test
    void changesNothingWhileItIsTimed() {
        assertThat(failure(Checks.queries(
                                Reference.NOTHING,
                                new QueryExpectation(
                                        "with gone as (delete from visit returning 1) select count(*) from gone",
                                        null,
                                        null,
                                        Duration.ofSeconds(5),
                                        null)))
                        .message())
                .contains("read-only transaction");
        assertThat(failure(Checks.queries(
                                Reference.NOTHING,
                                new QueryExpectation("select 1; delete from visit", null, null, null, null)))
                        .message())
                .contains("exactly one was expected");
        check(Checks.rows(new RowsExpectation("select count(*) from visit", Checks.exactly("60000"))));
    }

    @Test
    void aBaselineTakesWhatIsNotThereYetForAWarning() {
        RowsExpectation late = new RowsExpectation("select count(*) from opening", null, null, Origin.BEFORE);

        Output.Baseline baseline = baseline(List.of(late), "select * from opening", SQL);

        assertThat(baseline.reference().answers())
                .singleElement()
                .satisfies(answer -> assertThat(answer.trouble()).contains("relation \"opening\" does not exist"));
        assertThat(baseline.reference().times())
                .extracting(QueryTime::sql, time -> time.took() == null)
                .containsExactly(tuple("select * from opening", true), tuple(SQL, false));
    }

    @Test
    void aBaselineFailsWhereTheDatabaseCannotBeReached() {
        Login nobody = new Login("jdbc:postgresql://127.0.0.1:1/postgres", "reader", new Secret("sesame-open"));
        HandlerExecution execution = HandlerExecution.of(
                "baseline", Environments.environment().database(nobody).build());

        assertThatThrownBy(() -> new BaselineHandler(Clock.systemUTC()).handle(work(List.of(), SQL), execution))
                .isInstanceOfSatisfying(
                        WorkFailed.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo(FailureCode.DATABASE_UNREACHABLE));
    }

    @Test
    void countsTablesWhateverTheyAreCalledAndComparesWithBefore() throws Exception {
        RowsExpectation visits = new RowsExpectation("visit rows", "visit", null, Origin.BEFORE);
        RowsExpectation orders = new RowsExpectation("order rows", "order", Checks.exactly("12"), Origin.BEFORE);
        Reference before = baseline(List.of(visits, orders)).reference();

        Done done = check(rows(before, visits, orders));
        assertThat(done.evidence())
                .containsExactly(
                        new Evidence("Rows of table visit", "60000, as before the first change"),
                        new Evidence("Rows of table order", "12"),
                        new Evidence("Rows of table order", "12, as before the first change"));

        ThrowawayPostgres.execute("delete from visit where id = 1");
        assertThat(failure(rows(before, visits)).message())
                .isEqualTo("Rows of table visit: found 59999, expected 60000 as before the first change.");
    }

    @Test
    void comparesWithTheSourceOfACopy() {
        RowsExpectation visits = new RowsExpectation("visit rows", "visit", null, Origin.SOURCE);
        Reference source = new Reference(List.of(new Answer("visit rows", Origin.SOURCE, "60001", "")), List.of());

        assertThat(failure(rows(source, visits)).message())
                .isEqualTo("Rows of table visit: found 60000, expected 60001 as in the source.");
    }

    private static Reference times(QueryTime... times) {
        return new Reference(List.of(), List.of(times));
    }

    private static String shown(CheckWork work) {
        return check(work).evidence().get(0).value();
    }

    private static CheckWork rows(Reference reference, RowsExpectation... rows) {
        return Checks.compared(
                new DatabaseExpectations(List.of(rows), List.of(), List.of(), List.of(), null, null), reference);
    }

    private static BaselineWork work(List<RowsExpectation> rows, String... queries) {
        return new BaselineWork(WatchSeries.NOTHING, List.of(), rows, List.of(queries));
    }

    private static Output.Baseline baseline(List<RowsExpectation> rows, String... queries) {
        try {
            @Nullable
            Output output = new BaselineHandler(Clock.systemUTC())
                    .handle(
                            work(rows, queries),
                            DatabaseChecking.execution(ThrowawayPostgres.login().username()))
                    .output();
            return (Output.Baseline) output;
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}
