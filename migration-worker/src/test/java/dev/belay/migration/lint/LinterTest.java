package dev.belay.migration.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.migration.ThrowawayPostgres;
import dev.belay.migration.sql.SqlStatements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What statements are seen to do, and what follows for tables of different sizes. */
class LinterTest {
    private Connection database;

    @BeforeEach
    void tables() throws SQLException {
        database = ThrowawayPostgres.connect(ThrowawayPostgres.database());
        try (Statement statement = database.createStatement()) {
            statement.execute("""
                    create table large (id bigint primary key, name varchar(20), size int, kind int);
                    create table small (id bigint primary key, name varchar(20));
                    create table sizes (id int primary key);
                    insert into sizes select generate_series(1, 2000);
                    alter table large add constraint kind_there check (kind is not null);
                    insert into large select n, 'n', n, n from generate_series(1, 2000) n;
                    insert into small select n, 'n' from generate_series(1, 5) n;
                    analyze""");
        }
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void seesWhichTablesAreLockedAndHow() throws SQLException {
        assertThat(lint("alter table large add constraint f foreign key (size) references sizes;"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.grade()).isEqualTo(LintFinding.Grade.DANGER);
                    assertThat(finding.rule()).isEqualTo("add-foreign-key");
                    assertThat(finding.where()).isEqualTo("V2__x.sql line 1");
                    assertThat(finding.text())
                            .contains("table large with about 2000 rows")
                            .contains("takes SHARE ROW EXCLUSIVE (stops writers) on public.large")
                            .contains("takes SHARE ROW EXCLUSIVE (stops writers) on public.sizes");
                });
    }

    @Test
    void whatIsSeenOverrulesWords() throws SQLException {
        assertThat(rules("alter table large alter column name type varchar(40);"))
                .as("a wider varchar")
                .isEmpty();
        assertThat(rules("alter table large alter column kind set not null;"))
                .as("proven by a validated check")
                .isEmpty();
        assertThat(rules("alter table large add column colour text default lower('RED');"))
                .isEmpty();
        assertThat(rules("alter table large alter column size type bigint;")).containsExactly("DANGER change-type");
        assertThat(rules("alter table large alter column name set not null;")).containsExactly("DANGER set-not-null");
        assertThat(rules("alter table large add column key uuid default gen_random_uuid();"))
                .containsExactly("DANGER add-column-rewrites");
    }

    @Test
    void whatIsSeenAndNoRuleNamesIsAFinding() throws SQLException {
        assertThat(lint("alter table large set (fillfactor = 50), alter column size drop default;"))
                .isEmpty();
        assertThat(lint("do $$ begin execute 'alter table large alter column size type bigint'; end $$;"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.rule()).isEqualTo("rewrite"))
                .satisfies(finding -> assertThat(finding.text())
                        .contains("writes public.large anew", "ACCESS EXCLUSIVE (stops readers and writers)"));
    }

    @Test
    void aTableThatIsReadUnderALockIsAFinding() throws SQLException {
        assertThat(lint("do $$ begin execute 'alter table large add constraint c check (size > 0)'; end $$;"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.grade()).isEqualTo(LintFinding.Grade.DANGER);
                    assertThat(finding.rule()).isEqualTo("scan-under-lock");
                    assertThat(finding.text()).contains("reads all of public.large");
                });
    }

    @Test
    void aSmallTableIsNoDangerAndANewOneNoMatter() throws SQLException {
        assertThat(rules("create index small_name on small (name);")).containsExactly("ADVICE create-index");
        assertThat(rules(
                        "create table fresh (id bigint primary key, name text); create index fresh_name on fresh (name);"
                                + " alter table fresh add constraint c check (id > 0); update fresh set name = 'a';"))
                .isEmpty();
        assertThat(rules("alter table small rename to tiny;")).containsExactly("DANGER rename-table");
    }

    @Test
    void validatesInTheTransactionThatAdds() throws SQLException {
        assertThat(rules("alter table large add constraint c check (size > 0) not valid;"
                        + " alter table large validate constraint c;"))
                .contains("DANGER validate-at-once");
    }

    @Test
    void isAllowedWithAReason() throws SQLException {
        Linter.Result result = run("""
                -- belay:allow create-index the table is written at night only
                create index large_name on large (name);
                create index large_size on large (size); -- belay:allow create-index as above
                -- belay:allow create-indx for a reason
                create index large_kind on large (kind);
                -- belay:allow create-index
                create index large_both on large (name, kind);
                """);

        assertThat(result.findings())
                .extracting(finding -> finding.grade() + " " + finding.where())
                .containsExactly(
                        "ALLOWED V2__x.sql line 2",
                        "ALLOWED V2__x.sql line 3",
                        "DANGER V2__x.sql line 5",
                        "DANGER V2__x.sql line 7");
        assertThat(result.findings().get(0).text()).startsWith("Allowed: the table is written at night only.");
        assertThat(result.remarks())
                .containsExactly(
                        "V2__x.sql line 4: \"belay:allow create-indx\" allows nothing; expected a rule and a reason."
                                + " Did you mean \"create-index\"?",
                        "V2__x.sql line 6: \"belay:allow create-index\" allows nothing; expected a rule and a reason");
    }

    @Test
    void namesWhatDoesNotRunOnTheSchema() throws SQLException {
        assertThat(lint("alter table large add column size bigint;"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.rule()).isEqualTo("does-not-run"))
                .satisfies(finding -> assertThat(finding.text()).contains("already exists"));
        assertThat(rules("insert into small values (1, 'a'), (1, 'b');"))
                .as("rows are for a rehearsal")
                .isEmpty();
        assertThat(rules("create index concurrently large_name on large (name);"))
                .containsExactly("DANGER concurrently-in-transaction");
    }

    @Test
    void runsNothingThatReachesOutside() throws SQLException {
        lint("create table before_it (id bigint); copy large to program 'cat > /dev/null'; create table after_it ();");

        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select to_regclass('before_it'), to_regclass('after_it')")) {
            row.next();
            assertThat(row.getString(1))
                    .as("rolled back, as nothing after it is seen")
                    .isNull();
            assertThat(row.getString(2)).isNull();
        }
        assertThat(rules("alter table large add constraint f foreign key (size) references sizes;"))
                .as("a foreign key reaches nowhere")
                .containsExactly("DANGER add-foreign-key");
    }

    @Test
    void goesOnWhereTheMigrationBeforeHasEnded() throws SQLException {
        List<LintedMigration> both = List.of(
                migration("V2__x.sql", "create table other (id bigint primary key);", true),
                migration("V3__y.sql", "alter table other add column name text; drop table large;", true));

        assertThat(Linter.lint(both, database, 1_000, database).findings())
                .extracting(LintFinding::rule)
                .containsExactly("drop-table");
    }

    @Test
    void judgesByWordsWhereNothingCanBeSeen() throws SQLException {
        Linter.Result result = Linter.lint(
                List.of(migration("V2__x.sql", "alter table large alter column name type varchar(40);", true)),
                database,
                1_000,
                null);

        assertThat(result.dangers()).extracting(LintFinding::rule).containsExactly("change-type");
    }

    @Test
    void namesSeveralTablesThatOneTransactionNeeds() throws SQLException {
        assertThat(rules("alter table large add column a bigint; alter table small add column a bigint;"))
                .containsExactly("ADVICE several-tables");
    }

    @Test
    void namesServersThatBreakIndexes() throws SQLException {
        List<LintedMigration> builds =
                List.of(migration("V2__x.sql", "create index concurrently if not exists i on large (size);", false));

        assertThat(Linter.lint(builds, database, 1_000, null, 140_003).dangers())
                .extracting(LintFinding::rule)
                .containsExactly("server-breaks-index");
        assertThat(Linter.lint(builds, database, 1_000, null, 140_004).dangers())
                .isEmpty();
    }

    @Test
    void saysWhichAllowancesWereNotNeeded() throws SQLException {
        assertThat(run("-- belay:allow drop-table it was moved\nalter table large add column a bigint;")
                        .remarks())
                .singleElement()
                .asString()
                .contains("V2__x.sql line 1", "\"belay:allow drop-table\" was not needed");
    }

    private List<String> rules(String sql) throws SQLException {
        return lint(sql).stream()
                .map(finding -> finding.grade() + " " + finding.rule())
                .toList();
    }

    private List<LintFinding> lint(String sql) throws SQLException {
        return run(sql).findings();
    }

    /** The database is its own copy: how large its tables are has been read before anything runs there. */
    private Linter.Result run(String sql) throws SQLException {
        return Linter.lint(List.of(migration("V2__x.sql", sql, true)), database, 1_000, database);
    }

    private static LintedMigration migration(String name, String sql, boolean transactional) {
        return new LintedMigration(name, sql, SqlStatements.of(sql), transactional, LintedMigration.Origin.PEOPLE, "");
    }
}
