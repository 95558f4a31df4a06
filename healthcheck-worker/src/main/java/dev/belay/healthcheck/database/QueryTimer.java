package dev.belay.healthcheck.database;

import dev.belay.contracts.check.Reference.QueryTime;
import dev.belay.healthcheck.query.ReadOnlyDatabase;
import dev.belay.healthcheck.query.SingleStatement;
import dev.belay.healthcheck.query.UnexpectedAnswer;
import dev.belay.healthcheck.verdict.Spans;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the time of queries where they run: the server's own, of planning and carrying out, as the median of five. A
 * query that takes long is not repeated so often.
 */
public final class QueryTimer {
    /** How long a query may take. */
    static final Duration LONGEST = Duration.ofMinutes(1);

    private static final int RUNS = 5;
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final int MOST_LINES = 400;
    private static final int LONGEST_PLAN = 3_500;
    private static final Pattern TIME = Pattern.compile("(?m)^\\s*(?:Planning|Execution) Time: ([0-9.]+) ms$");
    private static final String TIMEOUT = "57014";

    private final ReadOnlyDatabase database;

    public QueryTimer(ReadOnlyDatabase database) {
        this.database = database;
    }

    private record Run(Duration took, String plan) {}

    /**
     * Runs the query some times.
     *
     * @throws SQLException when the database does not answer; an error of the query itself is the time's trouble
     */
    public QueryTime time(String sql) throws SQLException {
        QueryPlan plan;
        try {
            SingleStatement.require(sql);
            plan = plan(sql);
        } catch (UnexpectedAnswer unexpected) {
            return new QueryTime(sql, null, List.of(), "", String.valueOf(unexpected.getMessage()));
        } catch (SQLException refused) {
            return new QueryTime(sql, null, List.of(), "", trouble(refused));
        }
        List<String> indexes = List.copyOf(plan.indexes());
        List<Run> runs = new ArrayList<>();
        try {
            do {
                runs.add(run(sql));
            } while (runs.size() < RUNS && runs.get(runs.size() - 1).took().compareTo(LONG) < 0);
        } catch (SQLException broken) {
            if (TIMEOUT.equals(broken.getSQLState())) {
                return new QueryTime(sql, LONGEST, indexes, "", "it did not end within " + Spans.shown(LONGEST));
            }
            return new QueryTime(sql, null, indexes, "", trouble(broken));
        }
        runs.sort(Comparator.comparing(Run::took));
        Run median = runs.get(runs.size() / 2);
        return new QueryTime(sql, median.took(), indexes, median.plan(), "");
    }

    QueryPlan plan(String sql) throws SQLException {
        return QueryPlan.of(String.join("\n", lines("explain (verbose, format json) " + sql)));
    }

    private Run run(String sql) throws SQLException {
        String plan = String.join("\n", lines("explain (analyze, buffers, timing off) " + sql));
        BigDecimal milliseconds = BigDecimal.ZERO;
        Matcher time = TIME.matcher(plan);
        while (time.find()) {
            milliseconds = milliseconds.add(new BigDecimal(time.group(1)));
        }
        return new Run(
                Duration.ofNanos(milliseconds.movePointRight(6).longValue()),
                plan.length() <= LONGEST_PLAN ? plan : plan.substring(0, LONGEST_PLAN) + "\n… (cut)");
    }

    private List<String> lines(String sql) throws SQLException {
        return database.asIs(sql, LONGEST, QueryTimer::lines, MOST_LINES);
    }

    private static List<String> lines(ResultSet rows) throws SQLException {
        List<String> lines = new ArrayList<>();
        while (rows.next()) {
            lines.add(rows.getString(1));
        }
        return lines;
    }

    /** Only what the query is to blame for; whatever else goes wrong may pass. */
    static String trouble(SQLException broken) throws SQLException {
        String state = String.valueOf(broken.getSQLState());
        if (state.startsWith("08") || state.startsWith("53") || state.startsWith("57")) {
            throw broken;
        }
        return String.valueOf(broken.getMessage()).replaceAll("\\s+", " ");
    }
}
