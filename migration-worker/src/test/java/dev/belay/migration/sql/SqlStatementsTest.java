package dev.belay.migration.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SqlStatementsTest {
    @Test
    void splitsAtSemicolonsAndKeepsLines() {
        assertThat(SqlStatements.of("select 1;\n\n  select\n 2 ;select 3"))
                .containsExactly(
                        new SqlStatement(1, "select 1"),
                        new SqlStatement(3, "select\n 2"),
                        new SqlStatement(4, "select 3"));
    }

    @Test
    void findsNothingInCommentsAndEmptyStatements() {
        assertThat(SqlStatements.of("-- one; two\n/* three; /* nested; */ four; */ ;;\n"))
                .isEmpty();
    }

    @Test
    void leavesSemicolonsInStringsAlone() {
        assertThat(texts("insert into t values ('a;''b', E'c\\';d', U&'e;f'); select \"g;h\""))
                .containsExactly("insert into t values ('a;''b', E'c\\';d', U&'e;f')", "select \"g;h\"");
    }

    @Test
    void leavesSemicolonsInDollarQuotesAlone() {
        String function = "create function f() returns int language plpgsql as $body$ begin perform $$;$$; return 1; "
                + "end; $body$";

        assertThat(texts(function + "; select a$1 ; select $1")).containsExactly(function, "select a$1", "select $1");
    }

    @Test
    void leavesSemicolonsInCommentsBetweenWordsAlone() {
        assertThat(texts("select 1 -- no; end\n + 2 /* ; */; select 3"))
                .containsExactly("select 1 -- no; end\n + 2 /* ; */", "select 3");
    }

    @Test
    void leavesSemicolonsInParenthesesAlone() {
        assertThat(texts("create rule r as on insert to t do also (delete from a; delete from b); select 1"))
                .hasSize(2);
    }

    @Test
    void leavesStandardFunctionBodiesWhole() {
        String function =
                "create function f(i int) returns int begin atomic select case i when 1 then 2 end; select 3; " + "end";

        assertThat(texts(function + "; select 4")).containsExactly(function, "select 4");
    }

    @Test
    void takesAnUnfinishedStringAsTheRestOfTheFile() {
        assertThat(texts("select 1; select 'a; b")).containsExactly("select 1", "select 'a; b");
    }

    @Test
    void takesMinusAndSlashAsOperators() {
        assertThat(texts("select 3-1/2; select 4")).containsExactly("select 3-1/2", "select 4");
    }

    private static List<String> texts(String sql) {
        return SqlStatements.of(sql).stream().map(SqlStatement::text).toList();
    }
}
