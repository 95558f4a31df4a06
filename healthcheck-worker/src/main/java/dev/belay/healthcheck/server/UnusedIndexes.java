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

/**
 * Finds indexes that no query has used since the statistics began, those aside that uphold a constraint, and shows all
 * by their use, the least used first.
 */
final class UnusedIndexes {
    private static final int SHOWN = 30;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final String INDEXES = """
            select s.indexrelid::regclass || ' of ' || s.relid::regclass, s.idx_scan,
                   pg_relation_size(s.indexrelid), i.indisunique or i.indisexclusion or i.indisreplident
                     or exists (select from pg_constraint where conindid = s.indexrelid)
            from pg_stat_user_indexes s join pg_index i on i.indexrelid = s.indexrelid
            order by s.idx_scan, 3 desc, 1""";

    private static final String SINCE = """
            select coalesce(stats_reset, pg_postmaster_start_time())::timestamptz(0)::text
            from pg_stat_database where datname = current_database()""";

    private final ReadOnlyDatabase database;
    private final Verdict verdict;

    UnusedIndexes(ReadOnlyDatabase database, Verdict verdict) {
        this.database = database;
        this.verdict = verdict;
    }

    /** @param needed whether it upholds something, used or not */
    private record Use(String index, long scans, long bytes, boolean needed) {
        String shown() {
            return index + ": " + scans + " scans, " + Quantity.bytes(bytes).shown()
                    + (needed ? ", upholds a constraint" : "");
        }
    }

    void judge(String what, @Nullable Expectation expectation) throws SQLException {
        List<Use> uses = database.asIs(INDEXES, LONGEST, UnusedIndexes::read, 0);
        String since = database.single(SINCE);
        List<String> unused = uses.stream()
                .filter(use -> use.scans() == 0 && !use.needed())
                .map(use -> use.index() + " (" + Quantity.bytes(use.bytes()).shown() + ")")
                .toList();
        String found = (unused.isEmpty()
                        ? "none"
                        : unused.size() + ": " + String.join(", ", unused.subList(0, Math.min(SHOWN, unused.size()))))
                + "; counted since " + since;
        if (expectation == null
                || Expectations.judge(expectation, Quantity.number(unused.size())) == Expectations.Judgement.HOLDS) {
            verdict.holds(what, found);
        } else {
            verdict.differs(
                    what + ": found " + found + "; expected " + expectation + ".",
                    "Look at replicas too, which count by themselves; then drop what nobody uses, online by \"dropIndex\".");
        }
        verdict.shows(
                "Use of indexes, the least used first",
                String.join("\n", uses.stream().limit(SHOWN).map(Use::shown).toList()));
    }

    private static List<Use> read(ResultSet rows) throws SQLException {
        List<Use> uses = new ArrayList<>();
        while (rows.next()) {
            uses.add(new Use(rows.getString(1), rows.getLong(2), rows.getLong(3), rows.getBoolean(4)));
        }
        return uses;
    }
}
