package dev.belay.healthcheck.server;

import dev.belay.contracts.check.Expectation;
import dev.belay.healthcheck.query.ReadOnlyDatabase;
import dev.belay.healthcheck.verdict.Expectations;
import dev.belay.healthcheck.verdict.Quantity;
import dev.belay.healthcheck.verdict.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges what a change that was broken off leaves behind: indexes nobody can use, constraints nobody has proven. */
final class LeftoversJudge {
    private static final int SHOWN = 20;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final String INDEXES = """
            select indexrelid::regclass || ' of ' || indrelid::regclass || ' ('
              || pg_size_pretty(pg_relation_size(indexrelid)) || ')'
            from pg_index join pg_class c on c.oid = indrelid
            where not (indisvalid and indisready) and c.relpersistence <> 't' order by 1""";

    private static final String CONSTRAINTS = """
            select conname || ' of ' || conrelid::regclass
            from pg_constraint where not convalidated and conrelid <> 0 order by 1""";

    private final ReadOnlyDatabase database;
    private final Verdict verdict;

    LeftoversJudge(ReadOnlyDatabase database, Verdict verdict) {
        this.database = database;
        this.verdict = verdict;
    }

    void judgeIndexes(String what, @Nullable Expectation expectation) throws SQLException {
        judge(
                what,
                INDEXES,
                expectation,
                "Wait where one is just being built. Else drop each (drop index concurrently) and build it again; an"
                        + " online \"createIndex\" of the same name does both.");
    }

    void judgeConstraints(String what, @Nullable Expectation expectation) throws SQLException {
        judge(
                what,
                CONSTRAINTS,
                expectation,
                "Mend the rows that break it, then: alter table ... validate constraint ..., which stops nobody.");
    }

    private void judge(String what, String sql, @Nullable Expectation expectation, String next) throws SQLException {
        List<String> found = database.asIs(sql, LONGEST, LeftoversJudge::names, 0);
        String shown = found.isEmpty()
                ? "none"
                : found.size() + ": " + String.join(", ", found.subList(0, Math.min(SHOWN, found.size())));
        if (expectation == null
                || Expectations.judge(expectation, Quantity.number(found.size())) == Expectations.Judgement.HOLDS) {
            verdict.holds(what, shown);
        } else {
            verdict.differs(what + ": found " + shown + ", expected " + expectation + ".", next);
        }
    }

    private static List<String> names(ResultSet rows) throws SQLException {
        List<String> names = new ArrayList<>();
        while (rows.next()) {
            names.add(rows.getString(1));
        }
        return names;
    }
}
