package dev.belay.healthcheck.server;

import dev.belay.contracts.check.Expectation;
import dev.belay.healthcheck.query.ReadOnlyDatabase;
import dev.belay.healthcheck.verdict.Expectations;
import dev.belay.healthcheck.verdict.Quantity;
import dev.belay.healthcheck.verdict.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Judges how many connections the server has, and for how long transactions have been open. */
public final class SessionsJudge {
    private static final String CONNECTIONS =
            "select sum(numbackends), current_setting('max_connections')::int from pg_stat_database";

    private static final String TRANSACTIONS = """
            select count(*) filter (where xact_start < clock_timestamp() - ? * interval '1 millisecond'),
                   coalesce(max(extract(epoch from clock_timestamp() - xact_start) * 1000), 0)::bigint,
                   count(*) filter (where query = '<insufficient privilege>' and usesysid is not null)
            from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()
              and coalesce(backend_type, 'client backend') = 'client backend'""";

    private final ReadOnlyDatabase database;
    private final Verdict verdict;

    public SessionsJudge(ReadOnlyDatabase database, Verdict verdict) {
        this.database = database;
        this.verdict = verdict;
    }

    /**
     * Transactions of other sessions on this database.
     *
     * @param hidden sessions of other users whose transactions the read-only role may not see
     */
    private record Transactions(long over, Duration longest, long hidden) {}

    public void judgeConnections(Expectation expectation) throws SQLException {
        long[] counts = database.read(SessionsJudge::connections);
        BigDecimal percent =
                BigDecimal.valueOf(counts[0] * 100).divide(BigDecimal.valueOf(counts[1]), 3, RoundingMode.HALF_UP);
        boolean asPercent = expectation.value().strip().endsWith("%");
        Quantity found = asPercent ? Quantity.percent(percent) : Quantity.number(counts[0]);
        verdict.judged(
                Expectations.judge(expectation, found),
                "Connections",
                counts[0] + " of " + counts[1] + " ("
                        + Quantity.percent(percent).shown() + ")",
                expectation);
    }

    /** {@code none over 1m} counts; {@code under 1m} and the like look at the longest one. */
    public void judgeLongTransactions(Expectation expectation) throws SQLException {
        String limit = expectation.value().replaceFirst("^over ", "").strip();
        Optional<Quantity> wanted = Quantity.parse(limit, Map.of()).filter(known -> known.unit() == Quantity.Unit.TIME);
        if (wanted.isEmpty()) {
            verdict.differs("Long transactions: \"" + expectation
                    + "\" names no duration; something like \"none over 1m\" was expected.");
            return;
        }
        long milliseconds = wanted.get().amount().longValue();
        Transactions found = database.read(connection -> transactions(connection, milliseconds));
        if (found.hidden() > 0) {
            verdict.differs("Long transactions: user \"" + database.user() + "\" may not see the transactions of "
                    + found.hidden() + " sessions of other users, so nothing can be said; grant it pg_read_all_stats.");
        } else if (expectation.comparison() == Expectation.Comparison.NONE) {
            judgeNone(found, limit);
        } else {
            Quantity longest = Quantity.time(found.longest());
            verdict.judged(
                    Expectations.judge(expectation, longest), "Longest transaction", longest.shown(), expectation);
        }
    }

    private void judgeNone(Transactions found, String limit) {
        String longest =
                "the longest has lasted " + Quantity.time(found.longest()).shown();
        if (found.over() == 0) {
            verdict.holds("Long transactions", "none over " + limit + ", " + longest);
        } else {
            verdict.differs("Long transactions: found " + found.over() + " over " + limit + ", " + longest
                    + "; expected none.");
        }
    }

    private static long[] connections(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(CONNECTIONS)) {
            rows.next();
            return new long[] {rows.getLong(1), rows.getLong(2)};
        }
    }

    private static Transactions transactions(Connection connection, long milliseconds) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(TRANSACTIONS)) {
            query.setLong(1, milliseconds);
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return new Transactions(rows.getLong(1), Duration.ofMillis(rows.getLong(2)), rows.getLong(3));
            }
        }
    }
}
