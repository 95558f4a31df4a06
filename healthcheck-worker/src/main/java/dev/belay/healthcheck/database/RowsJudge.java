package dev.belay.healthcheck.database;

import dev.belay.contracts.check.DatabaseExpectations.RowsExpectation;
import dev.belay.contracts.check.Expectation;
import dev.belay.contracts.check.Reference;
import dev.belay.healthcheck.query.ReadOnlyDatabase;
import dev.belay.healthcheck.query.UnexpectedAnswer;
import dev.belay.healthcheck.verdict.Expectations;
import dev.belay.healthcheck.verdict.Quantity;
import dev.belay.healthcheck.verdict.Verdict;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Judges the one value that a query of the plan answers with, or how many rows a table has. */
public final class RowsJudge {
    private static final int LONGEST_SQL = 120;

    private final ReadOnlyDatabase database;
    private final Reference reference;
    private final Verdict verdict;

    public RowsJudge(ReadOnlyDatabase database, Reference reference, Verdict verdict) {
        this.database = database;
        this.reference = reference;
        this.verdict = verdict;
    }

    void judge(RowsExpectation rows) throws SQLException {
        String found = answer(rows);
        Expectation expectation = rows.expectation();
        if (expectation != null) {
            Expectations.Judgement judgement = Quantity.number(found)
                    .map(number -> Expectations.judge(expectation, number))
                    .orElseGet(() -> Expectations.judge(expectation, found));
            verdict.judged(judgement, what(rows), found, expectation);
        }
        Reference.Origin origin = rows.sameAs();
        if (origin != null) {
            compare(what(rows), found, origin, find(rows.sql(), origin));
        }
    }

    /**
     * What the database answers.
     *
     * @throws UnexpectedAnswer when that is not one value
     */
    public String answer(RowsExpectation rows) throws SQLException {
        String table = rows.table();
        return database.single(table == null ? rows.sql() : "select count(*) from " + quoted(table));
    }

    static String what(RowsExpectation rows) {
        return rows.table() == null ? "Rows of \"" + shown(rows.sql()) + "\"" : "Rows of table " + rows.table();
    }

    private void compare(String what, String found, Reference.Origin origin, Optional<Reference.Answer> other) {
        String where =
                switch (origin) {
                    case BEFORE -> "before the first change";
                    case SOURCE -> "in the source";
                };
        String value = other.map(Reference.Answer::value).orElse(null);
        if (value == null) {
            String why = other.map(answer -> ": " + answer.trouble()).orElse("");
            verdict.holds(what, found + "; not compared, since there is no answer from " + where + why);
        } else if (value.equals(found)) {
            verdict.holds(what, found + ", as " + where);
        } else {
            verdict.differs(
                    what + ": found " + found + ", expected " + value + " as " + where + ".",
                    "Find out who has changed these rows, or correct the expectation where the release is meant to.");
        }
    }

    private Optional<Reference.Answer> find(String sql, Reference.Origin origin) {
        return reference.answers().stream()
                .filter(answer -> answer.sql().equals(sql) && answer.origin().equals(origin))
                .findFirst();
    }

    /** As the catalogue writes it: with quotes where it needs them, found as other names of a plan are. */
    private String quoted(String table) throws SQLException {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement("select to_regclass(?)::text")) {
                query.setString(1, table);
                try (ResultSet rows = query.executeQuery()) {
                    String found = rows.next() ? rows.getString(1) : null;
                    if (found == null) {
                        throw new UnexpectedAnswer("the table does not exist");
                    }
                    return found;
                }
            }
        });
    }

    public static String shown(String sql) {
        String line = sql.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_SQL ? line : line.substring(0, LONGEST_SQL) + "…";
    }
}
