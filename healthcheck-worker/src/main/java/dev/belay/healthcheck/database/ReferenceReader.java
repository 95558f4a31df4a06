package dev.belay.healthcheck.database;

import dev.belay.contracts.check.DatabaseExpectations.RowsExpectation;
import dev.belay.contracts.check.Reference;
import dev.belay.contracts.check.Reference.Answer;
import dev.belay.contracts.check.Reference.Origin;
import dev.belay.contracts.check.Reference.QueryTime;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.healthcheck.query.ReadOnlyDatabase;
import dev.belay.healthcheck.query.UnexpectedAnswer;
import dev.belay.healthcheck.verdict.Spans;
import dev.belay.healthcheck.verdict.Verdict;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what checks compare with later: answers and times. A query that cannot be asked yet, since the release makes
 * its table, is no failure; what compares with it is not judged then.
 */
public final class ReferenceReader {
    private static final int LONGEST_PLANS = 60_000;

    private final ReadOnlyDatabase database;
    private final Origin origin;

    /** @param origin where the answers come from */
    public ReferenceReader(ReadOnlyDatabase database, Origin origin) {
        this.database = database;
        this.origin = origin;
    }

    /** @throws SQLException when the database does not answer at all */
    public Reference read(List<RowsExpectation> rows, List<String> queries) throws SQLException {
        List<Answer> answers = new ArrayList<>();
        for (RowsExpectation each : rows) {
            answers.add(answer(each));
        }
        QueryTimer timer = new QueryTimer(database);
        List<QueryTime> times = new ArrayList<>();
        int left = LONGEST_PLANS;
        for (String sql : queries) {
            QueryTime time = timer.time(sql);
            left -= time.plan().length();
            times.add(left >= 0 ? time : withoutPlan(time));
        }
        return new Reference(answers, times);
    }

    private static QueryTime withoutPlan(QueryTime time) {
        return new QueryTime(time.sql(), time.took(), time.indexes(), "", time.trouble());
    }

    private Answer answer(RowsExpectation rows) throws SQLException {
        try {
            String value = new RowsJudge(database, Reference.NOTHING, new Verdict()).answer(rows);
            return new Answer(rows.sql(), origin, value, "");
        } catch (UnexpectedAnswer unexpected) {
            return new Answer(rows.sql(), origin, null, String.valueOf(unexpected.getMessage()));
        } catch (SQLException broken) {
            return new Answer(rows.sql(), origin, null, QueryTimer.trouble(broken));
        }
    }

    /** What was found, for people. */
    public static List<Evidence> evidence(Reference reference) {
        List<Evidence> evidence = new ArrayList<>();
        for (Answer answer : reference.answers()) {
            evidence.add(new Evidence(
                    "Answer of \"" + RowsJudge.shown(answer.sql()) + "\" before",
                    answer.value() == null
                            ? "none, so what compares with it is not judged: " + answer.trouble()
                            : answer.value()));
        }
        for (QueryTime time : reference.times()) {
            Duration took = time.took();
            evidence.add(new Evidence(
                    "Query \"" + RowsJudge.shown(time.sql()) + "\" before",
                    !time.trouble().isEmpty() || took == null
                            ? time.trouble() + (took == null ? ", so what compares with it is not judged" : "")
                            : Spans.shown(took)
                                    + (time.indexes().isEmpty()
                                            ? ""
                                            : ", using " + String.join(", ", time.indexes()))));
        }
        return evidence;
    }
}
