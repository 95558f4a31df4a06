package dev.belay.healthcheck.database;

import dev.belay.contracts.check.DatabaseExpectations.QueryExpectation;
import dev.belay.contracts.check.Reference;
import dev.belay.contracts.check.Reference.QueryTime;
import dev.belay.healthcheck.query.ReadOnlyDatabase;
import dev.belay.healthcheck.query.SingleStatement;
import dev.belay.healthcheck.verdict.Pace;
import dev.belay.healthcheck.verdict.Spans;
import dev.belay.healthcheck.verdict.Verdict;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges which indexes queries use and how long they take, and shows their plans before and now. */
final class QueriesJudge {
    private static final String WITHOUT_INDEX =
            "Gather the statistics (analyze) of the table; where it is so small that it is rightly scanned, say from how"
                    + " many rows on to judge with \"whenRowsAtLeast\".";
    private static final String SLOW =
            "Compare the two plans in what was found, and look whether the index that is meant"
                    + " to help is there and used.";

    private final ReadOnlyDatabase database;
    private final Reference reference;
    private final Verdict verdict;
    private final QueryTimer timer;
    private final IndexNames indexes;

    QueriesJudge(ReadOnlyDatabase database, Reference reference, Verdict verdict) {
        this.database = database;
        this.reference = reference;
        this.verdict = verdict;
        this.timer = new QueryTimer(database);
        this.indexes = new IndexNames(database);
    }

    void judge(QueryExpectation expected) throws SQLException {
        SingleStatement.require(expected.sql());
        String what = what(expected);
        QueryPlan plan = timer.plan(expected.sql());
        Optional<TableSize> small = tooSmall(expected, plan);
        if (small.isPresent()) {
            verdict.holds(
                    what,
                    "not judged, since " + small.get().table() + " has "
                            + small.get().rows() + " rows, fewer than " + expected.whenRowsAtLeast()
                            + "; its plan uses " + plan.shown());
            return;
        }
        Set<String> wanted = expected.uses() == null ? Set.of() : indexes.of(expected.uses());
        List<String> held = new ArrayList<>();
        judgeUse(what, expected.uses(), wanted, plan, held);
        QueryTime before = before(expected.sql());
        QueryTime now = timer.time(expected.sql());
        judgeTimes(what, expected, wanted, before, now, held);
        if (!held.isEmpty()) {
            verdict.holds(what, String.join("; ", held));
        }
        if (before != null && !before.plan().isEmpty()) {
            verdict.shows("Plan before, of \"" + RowsJudge.shown(expected.sql()) + "\"", before.plan());
        }
        if (!now.plan().isEmpty()) {
            verdict.shows("Plan now, of \"" + RowsJudge.shown(expected.sql()) + "\"", now.plan());
        }
    }

    static String what(QueryExpectation expected) {
        return "Query \"" + RowsJudge.shown(expected.sql()) + "\"";
    }

    private Optional<TableSize> tooSmall(QueryExpectation expected, QueryPlan plan) throws SQLException {
        Long least = expected.whenRowsAtLeast();
        if (least == null) {
            return Optional.empty();
        }
        Optional<String> ofIndex = expected.uses() == null ? Optional.empty() : indexes.tableOf(expected.uses());
        Set<String> tables = ofIndex.map(Set::of).orElse(plan.relations());
        return TableSize.largest(tables, least, database).filter(size -> size.rows() < least);
    }

    private void judgeUse(String what, @Nullable String index, Set<String> wanted, QueryPlan plan, List<String> held) {
        if (index == null) {
            return;
        }
        if (wanted.isEmpty() && !plan.indexes().contains(index)) {
            verdict.differs(
                    what + ": index " + index + " does not exist, expected that its plan uses it.",
                    "Create the index, or correct its name.");
        } else if (!plan.indexes().contains(index) && Collections.disjoint(plan.indexes(), wanted)) {
            verdict.differs(
                    what + ": found that its plan uses " + plan.shown() + ", expected index " + index + ".",
                    WITHOUT_INDEX);
        } else {
            held.add("uses " + index);
        }
    }

    private @Nullable QueryTime before(String sql) {
        return reference.times().stream()
                .filter(time -> time.sql().equals(sql))
                .findFirst()
                .orElse(null);
    }

    private void judgeTimes(
            String what,
            QueryExpectation expected,
            Set<String> wanted,
            @Nullable QueryTime before,
            QueryTime now,
            List<String> held) {
        Duration took = now.took();
        if (took == null) {
            verdict.differs(what + ": its time could not be taken: " + now.trouble() + ".");
            return;
        }
        boolean ended = now.trouble().isEmpty();
        String found = ended ? "it takes " + Spans.shown(took) : now.trouble();
        Duration within = expected.within();
        boolean inTime = within == null || ended && took.compareTo(within) <= 0;
        if (within != null && !inTime) {
            verdict.differs(what + ": " + found + ", expected at most " + Spans.shown(within) + ".", SLOW);
        }
        Comparison comparison = new Comparison(before, took, ended, wanted);
        Integer fasterBy = expected.fasterBy();
        Optional<String> unjudged = fasterBy == null ? Optional.empty() : comparison.impossible(fasterBy);
        if (fasterBy == null || unjudged.isPresent() || comparison.fasterBy(fasterBy)) {
            if (inTime) {
                held.add(found + comparison.shown());
            }
            unjudged.ifPresent(why -> held.add("\"faster: " + fasterBy + "%\" is not judged: " + why));
        } else {
            verdict.differs(
                    what + ": " + found + comparison.shown() + ", expected at least " + fasterBy
                            + "% faster than before.",
                    SLOW);
        }
    }

    /**
     * Now against before.
     *
     * @param before absent where nobody has measured
     * @param ended whether it came to an end now
     * @param wanted indexes that the release brings
     */
    private record Comparison(@Nullable QueryTime before, Duration now, boolean ended, Set<String> wanted) {
        /** Why nobody can say whether it has become so much faster. */
        Optional<String> impossible(int percent) {
            if (before == null) {
                return Optional.of("its time was not taken before the first change");
            }
            if (before.took() == null) {
                return Optional.of("its time could not be taken before the first change: " + before.trouble());
            }
            List<String> already =
                    before.indexes().stream().filter(wanted::contains).toList();
            if (!already.isEmpty()) {
                return Optional.of("it used " + String.join(", ", already) + " already before the first change");
            }
            return before.trouble().isEmpty() || fasterBy(percent)
                    ? Optional.empty()
                    : Optional.of(
                            "before the first change " + before.trouble() + ", and how long it took is not known");
        }

        boolean fasterBy(int percent) {
            Duration then = before == null ? null : before.took();
            return ended && then != null && new Pace(then, now).percentFaster() >= percent;
        }

        String shown() {
            Duration then = before == null ? null : before.took();
            if (then == null || before == null) {
                return "";
            }
            if (!before.trouble().isEmpty()) {
                return ", before " + before.trouble();
            }
            return ", " + new Pace(then, now).shown();
        }
    }
}
