package dev.belay.healthcheck;

import dev.belay.contracts.DatabaseExpectations.RowsExpectation;
import java.sql.SQLException;

/** Judges the one value that a query of the plan answers with. */
final class RowsJudge {
    private static final int LONGEST_SQL = 120;

    private final ReadOnlyDatabase database;
    private final Verdict verdict;

    RowsJudge(ReadOnlyDatabase database, Verdict verdict) {
        this.database = database;
        this.verdict = verdict;
    }

    void judge(RowsExpectation rows) throws SQLException {
        String found = database.single(rows.sql());
        Expectations.Judgement judgement = Quantity.number(found)
                .map(number -> Expectations.judge(rows.expectation(), number))
                .orElseGet(() -> Expectations.judge(rows.expectation(), found));
        verdict.judged(judgement, "Rows of \"" + shown(rows.sql()) + "\"", found, rows.expectation());
    }

    static String shown(String sql) {
        String line = sql.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_SQL ? line : line.substring(0, LONGEST_SQL) + "…";
    }
}
