package dev.belay.healthcheck.database;

import dev.belay.contracts.check.DatabaseExpectations.Sample;
import dev.belay.healthcheck.query.ReadOnlyDatabase;
import dev.belay.healthcheck.verdict.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows rows for people to look at, without what they must not see. */
final class Samples {
    private static final int WIDEST = 60;
    private static final String MASKED = "***";

    private final ReadOnlyDatabase database;
    private final Verdict verdict;

    Samples(ReadOnlyDatabase database, Verdict verdict) {
        this.database = database;
        this.verdict = verdict;
    }

    void show(Sample sample) throws SQLException {
        List<List<String>> rows =
                database.ask(sample.sql(), QueryTimer.LONGEST, answer -> read(answer, sample), sample.rows());
        List<String> unknown = sample.mask().stream()
                .filter(column -> !rows.get(0).contains(column))
                .toList();
        String what = what(sample);
        if (unknown.isEmpty()) {
            verdict.shows(what, table(rows));
        } else {
            verdict.differs(
                    what + ": it has no column " + String.join(", ", unknown) + " to mask, so it is not shown; found "
                            + String.join(", ", rows.get(0)) + ".",
                    "Correct the names under \"mask\".");
        }
    }

    static String what(Sample sample) {
        return "Sample of \"" + RowsJudge.shown(sample.sql()) + "\"";
    }

    /** The names of the columns first. */
    private static List<List<String>> read(ResultSet answer, Sample sample) throws SQLException {
        int columns = answer.getMetaData().getColumnCount();
        List<List<String>> rows = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
            names.add(answer.getMetaData().getColumnLabel(column));
        }
        rows.add(names);
        while (answer.next()) {
            List<String> row = new ArrayList<>();
            for (int column = 1; column <= columns; column++) {
                String value = answer.getString(column);
                row.add(value != null && sample.mask().contains(names.get(column - 1)) ? MASKED : cell(value));
            }
            rows.add(row);
        }
        return rows;
    }

    private static String cell(@Nullable String value) {
        if (value == null) {
            return "null";
        }
        String line = value.replaceAll("\\s+", " ").strip();
        return line.length() <= WIDEST ? line : line.substring(0, WIDEST) + "…";
    }

    private static String table(List<List<String>> rows) {
        String shown = rows.stream().map(row -> String.join(" | ", row)).collect(Collectors.joining("\n"));
        return rows.size() == 1 ? shown + "\n(no rows)" : shown;
    }
}
