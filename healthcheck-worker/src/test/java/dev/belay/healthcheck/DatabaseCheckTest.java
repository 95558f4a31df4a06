package dev.belay.healthcheck;

import static dev.belay.healthcheck.Checks.atLeast;
import static dev.belay.healthcheck.Checks.exactly;
import static dev.belay.healthcheck.Checks.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.check.DatabaseExpectations.ColumnExpectation;
import dev.belay.contracts.check.DatabaseExpectations.IndexExpectation;
import dev.belay.contracts.check.DatabaseExpectations.Presence;
import dev.belay.contracts.check.DatabaseExpectations.RowsExpectation;
import dev.belay.contracts.check.DatabaseExpectations.TableExpectation;
import dev.belay.contracts.check.Expectation.Comparison;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.CheckWork;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.Secret;
import dev.belay.worker.execution.Done;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseCheckTest {
    private final CheckHandler handler = Checks.handler();

    @BeforeAll
    static void readOnlyRole() throws Exception {
        ThrowawayPostgres.execute("create role reader login");
    }

    @BeforeEach
    void tables() throws Exception {
        ThrowawayPostgres.execute("""
                drop schema if exists shop cascade; drop table if exists product, market cascade;
                create schema shop;
                create table shop.hidden (id int primary key);
                create table market (id int primary key);
                create table product (
                  id bigserial primary key,
                  market_id int references market,
                  status varchar(20) not null default 'draft',
                  live boolean not null default true,
                  extra jsonb,
                  created_at timestamptz);
                create index product_market_created on product (market_id, created_at desc);
                create view cheap as select * from product;
                insert into product (status) values ('draft'), ('published'), ('published');
                grant select on product, market to reader""");
    }

    @Test
    void judgesTheOneNumberOfAQuery() {
        Done done = check(Checks.rows(new RowsExpectation("select count(*)\n from product;", atLeast("3"))));

        assertThat(done.evidence()).containsExactly(new Evidence("Rows of \"select count(*) from product;\"", "3"));
        assertThat(failure(Checks.rows(new RowsExpectation("select count(*) from product", exactly("4"))))
                        .message())
                .isEqualTo("Rows of \"select count(*) from product\": found 3, expected exactly 4.");
    }

    @Test
    void judgesTextToo() {
        check(Checks.rows(new RowsExpectation("select max(status) from product", exactly("published"))));
    }

    @Test
    void namesAnAnswerThatIsNotOneValue() {
        assertThat(rowsFailure("select id from product")).contains("more than one row");
        assertThat(rowsFailure("select id from product where false")).contains("no row");
        assertThat(rowsFailure("select 1, 2")).contains("2 columns");
        assertThat(rowsFailure("select null")).contains("null");
        assertThat(rowsFailure("selec 1")).contains("syntax error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1; drop table product",
                "commit; delete from product; select 1",
                "select 1 /* ; */; select ';'",
                ""
            })
    void refusesSeveralStatements(String sql) {
        assertThat(rowsFailure(sql)).contains("exactly one was expected");
    }

    @Test
    void readsQuotesAndCommentsAsTheDatabaseDoes() {
        check(Checks.rows(
                new RowsExpectation("select count(*) from product where status <> ';' -- ; no\n", exactly("3"))));
        check(Checks.rows(new RowsExpectation("select $$a;b$$", exactly("a;b"))));
        check(Checks.rows(
                new RowsExpectation("select count(*) from product where '{\"a\":1}'::jsonb ? 'a'", exactly("3"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from product",
                "with gone as (delete from product returning 1) select count(*) from gone",
                "commit",
                "set default_transaction_read_only = off",
            })
    void changesNothing(String sql) throws Exception {
        assertThatThrownBy(() -> check(Checks.rows(
                        new RowsExpectation(sql, atLeast("0")),
                        new RowsExpectation(
                                "with x as (delete from product returning 1) select count(*) from x", atLeast("0")))))
                .isInstanceOf(WorkFailed.class);

        check(Checks.rows(new RowsExpectation("select count(*) from product", exactly("3"))));
    }

    @Test
    void endsAQueryWithTheTimeLeft() {
        HandlerExecution execution =
                execution(ThrowawayPostgres.login().username()).withTimeLeft(Duration.ofMillis(300));
        CheckWork slow = Checks.rows(new RowsExpectation("select pg_sleep(60)", atLeast("0")));

        assertThatThrownBy(() -> handler.handle(slow, execution)).isInstanceOfSatisfying(WorkFailed.class, failed -> {
            assertThat(failed.failure().code()).isEqualTo(FailureCode.PROBE_FAILED);
            assertThat(failed.failure().message()).contains("did not end within the time left");
        });
    }

    @Test
    void cancelEndsAQueryInTheDatabaseTooAndIsNoVerdict() throws Exception {
        HandlerExecution execution = execution(ThrowawayPostgres.login().username());
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        handler.handle(
                                Checks.rows(new RowsExpectation("select pg_sleep(60)", atLeast("0"))), execution);
                    } catch (Exception expected) {
                        ended.complete(expected);
                    }
                })
                .start();
        await().until(() -> sleepers(execution.sessionName()) == 1);

        execution.cancel();

        assertThat(ended.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        await().until(() -> sleepers(execution.sessionName()) == 0);
    }

    @Test
    void judgesColumns() {
        Done done = check(Checks.columns(
                new ColumnExpectation("product", "live", Presence.PRESENT, "boolean", "no", "true"),
                new ColumnExpectation("public.product", "status", Presence.PRESENT, "varchar(20)", "no", "draft"),
                new ColumnExpectation("product", "extra", Presence.PRESENT, "jsonb", "yes", "none"),
                new ColumnExpectation("product", "colour", Presence.ABSENT, null, null, null),
                new ColumnExpectation("nothing", "colour", Presence.ABSENT, null, null, null)));

        assertThat(done.evidence()).contains(new Evidence("Column product.live", "boolean, nullable no, default true"));
    }

    @Test
    void reportsEveryDifferenceOfEveryColumn() {
        String message = failure(Checks.columns(
                        new ColumnExpectation("product", "live", Presence.PRESENT, "text", "yes", "none"),
                        new ColumnExpectation("product", "extra", Presence.ABSENT, null, null, null),
                        new ColumnExpectation("product", "colour", Presence.PRESENT, null, null, null),
                        new ColumnExpectation("prodct", "colour", Presence.PRESENT, null, null, null)))
                .message();

        assertThat(message).isEqualTo("""
                        4 of 4 expectations do not hold:
                        - Column product.live: found type boolean, expected text; found nullable no, expected yes; found default true, expected none.
                        - Column product.extra: found it with type jsonb, expected absent.
                        - Column product.colour: does not exist, expected the column.
                        - Column prodct.colour: the table does not exist, expected the column.""");
    }

    @Test
    void judgesTables() {
        check(Checks.tables(
                new TableExpectation("product", Presence.PRESENT, 2, 1),
                new TableExpectation("old_product", Presence.ABSENT, null, null)));

        assertThat(failure(Checks.tables(
                                new TableExpectation("product", Presence.PRESENT, 3, 2),
                                new TableExpectation("market", Presence.ABSENT, null, null),
                                new TableExpectation("cheap", Presence.PRESENT, null, null),
                                new TableExpectation("old_product", Presence.PRESENT, null, null)))
                        .message())
                .contains(
                        "Table product: found 2 indexes (product_market_created, product_pkey), expected 3;"
                                + " found 1 foreign keys (product_market_id_fkey), expected 2.",
                        "Table market: found a table, expected absent.",
                        "Table cheap: found a view, expected a table.",
                        "Table old_product: does not exist, expected a table.");
    }

    @Test
    void judgesIndexesByTheirDefinition() {
        check(Checks.indexes(
                index("product_market_created", "market_id", "created_at DESC"),
                index("product_pkey", "id asc"),
                new IndexExpectation("product", "gone", Presence.ABSENT, List.of())));

        assertThat(failure(Checks.indexes(index("product_market_created", "market_id", "created_at")))
                        .message())
                .contains("found columns [market_id, created_at desc], expected [market_id, created_at]");
    }

    @Test
    void seesThatAnIndexCannotBeUsed() throws Exception {
        assertThatThrownBy(() -> ThrowawayPostgres.execute(
                        "create unique index concurrently product_status on product (status)"))
                .hasMessageContaining("duplicated");

        assertThat(failure(Checks.indexes(index("product_status", "status"))).message())
                .contains("Index product_status of product: is not valid");
    }

    @Test
    void judgesConnectionsAsShareAndAsNumber() {
        Done done = check(Checks.sessions(expect(Comparison.UNDER, "80%"), null));
        check(Checks.sessions(expect(Comparison.UNDER, "80"), null));

        assertThat(done.evidence().get(0).value()).matches("\\d+ of 100 \\(\\d+%\\)");
        assertThat(failure(Checks.sessions(expect(Comparison.UNDER, "0.1%"), null))
                        .message())
                .contains("expected under 0.1%");
    }

    @Test
    void seesLongTransactionsOfOthers() throws Exception {
        try (Connection open = ThrowawayPostgres.connect();
                Statement statement = open.createStatement()) {
            open.setAutoCommit(false);
            statement.execute("select pg_sleep(0.05)");

            assertThat(failure(Checks.sessions(null, expect(Comparison.NONE, "over 10ms")))
                            .message())
                    .matches("Long transactions: found 1 over 10ms, the longest has lasted \\d+ms; expected none.");
            check(Checks.sessions(null, expect(Comparison.NONE, "1m")));
            check(Checks.sessions(null, expect(Comparison.UNDER, "1m")));
        }
    }

    @Test
    void doesNotPassOverTransactionsThatItMayNotSee() throws Exception {
        try (Connection open = ThrowawayPostgres.connect()) {
            assertThat(open.isValid(5)).isTrue();

            assertThatThrownBy(() ->
                            handler.handle(Checks.sessions(null, expect(Comparison.NONE, "1m")), execution("reader")))
                    .hasMessageContaining("grant it pg_read_all_stats");
        }
    }

    @Test
    void namesTheRightThatIsMissing() {
        assertThatThrownBy(() -> handler.handle(
                        Checks.rows(new RowsExpectation("select count(*) from shop.hidden", atLeast("0"))),
                        execution("reader")))
                .hasMessageContaining("user \"reader\" may not see it");
    }

    @Test
    void saysOnceThatTheDatabaseCannotBeReached() {
        Login nobody = new Login("jdbc:postgresql://127.0.0.1:1/postgres", "reader", new Secret("sesame-open"));
        HandlerExecution execution = HandlerExecution.of(
                "check", Environments.environment().database(nobody).build());
        CheckWork work = Checks.rows(
                new RowsExpectation("select 1", atLeast("1")), new RowsExpectation("select 2", atLeast("1")));

        assertThatThrownBy(() -> handler.handle(work, execution)).isInstanceOfSatisfying(WorkFailed.class, failed -> {
            assertThat(failed.failure().code()).isEqualTo(FailureCode.DATABASE_UNREACHABLE);
            assertThat(failed.failure().message())
                    .contains("127.0.0.1:1")
                    .doesNotContain("sesame", "expectations do not hold");
        });
    }

    @Test
    void opensOneSessionForAllItReads() {
        HandlerExecution execution = execution(ThrowawayPostgres.login().username());
        CheckWork work = Checks.rows(
                new RowsExpectation("select 1", atLeast("1")),
                new RowsExpectation(
                        "select count(*) from pg_stat_activity where application_name = '" + execution.sessionName()
                                + "'",
                        exactly("1")));

        assertThat(checkWith(work, execution).evidence()).hasSize(2);
        assertThat(execution.databaseSessions()).isEqualTo(1);
    }

    private static long sleepers(String sessionName) throws Exception {
        try (Connection connection = ThrowawayPostgres.connect();
                PreparedStatement query = connection.prepareStatement(
                        "select count(*) from pg_stat_activity where application_name = ? and wait_event = 'PgSleep'")) {
            query.setString(1, sessionName);
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static IndexExpectation index(String name, String... columns) {
        return new IndexExpectation("product", name, Presence.PRESENT, List.of(columns));
    }

    private String rowsFailure(String sql) {
        return failure(Checks.rows(new RowsExpectation(sql, atLeast("0")))).message();
    }

    private Failure failure(CheckWork work) {
        try {
            throw new AssertionError("It held: " + check(work));
        } catch (WorkFailed failed) {
            return failed.failure();
        }
    }

    private Done check(CheckWork work) {
        return checkWith(work, execution(ThrowawayPostgres.login().username()));
    }

    private Done checkWith(CheckWork work, HandlerExecution execution) {
        try {
            return handler.handle(work, execution);
        } catch (InterruptedException | IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private static HandlerExecution execution(String user) {
        return HandlerExecution.of(
                "check",
                Environments.environment()
                        .database(ThrowawayPostgres.login(user))
                        .build());
    }
}
