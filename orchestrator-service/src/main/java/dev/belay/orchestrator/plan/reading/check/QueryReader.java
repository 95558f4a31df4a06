package dev.belay.orchestrator.plan.reading.check;

import dev.belay.contracts.check.DatabaseExpectations.QueryExpectation;
import dev.belay.contracts.check.DatabaseExpectations.RowsExpectation;
import dev.belay.contracts.check.DatabaseExpectations.Sample;
import dev.belay.contracts.check.Expectation;
import dev.belay.contracts.check.Reference.Origin;
import dev.belay.documents.ExpectationForm;
import dev.belay.documents.Node;
import dev.belay.orchestrator.plan.reading.grammar.Part;
import dev.belay.orchestrator.plan.reading.grammar.Section;
import dev.belay.orchestrator.plan.reading.grammar.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the queries of a check: what they answer, how they are carried out, and rows for people to look at. */
final class QueryReader {
    private static final Expectation SOME = new Expectation(Expectation.Comparison.AT_LEAST, "1");
    private static final int SAMPLE = 5;
    private static final int LARGEST_SAMPLE = 20;

    private QueryReader() {}

    static List<RowsExpectation> rows(Section database) {
        List<RowsExpectation> rows = new ArrayList<>();
        for (Section row : database.items("rows")) {
            boolean ofTable = row.fields().keys().contains("table");
            rows.add(ofTable ? ofTable(row) : ofQuery(row));
            row.finish(Part.ROWS);
        }
        return rows;
    }

    private static RowsExpectation ofTable(Section row) {
        String table = row.fields().requireText("table", "a table");
        boolean mixed = misplaced(row, "sql", "table") | misplaced(row, "expect", "table");
        return expected(row, "count", ExpectationForm.COUNT, "the rows of " + table, table, mixed);
    }

    private static RowsExpectation ofQuery(Section row) {
        boolean mixed = misplaced(row, "count", "sql");
        row.fields().find("table");
        return expected(row, "expect", ExpectationForm.NUMBER, Sql.require(row, "sql"), null, mixed);
    }

    private static RowsExpectation expected(
            Section row, String key, ExpectationForm form, String sql, @Nullable String table, boolean mixed) {
        if (!row.fields().has(key) && !mixed) {
            row.fields().missing(key, form.expected());
        }
        Optional<Origin> sameAs = sameAs(row, key);
        return sameAs.isPresent()
                ? new RowsExpectation(sql, table, null, sameAs.get())
                : new RowsExpectation(sql, table, row.expectation(key, form).orElse(SOME), null);
    }

    private static Optional<Origin> sameAs(Section row, String key) {
        Optional<Node> value = row.fields().find(key);
        String text = value.isPresent() && value.get() instanceof Node.Text scalar ? scalar.text() : "";
        return switch (text) {
            case "same as before" -> Optional.of(Origin.BEFORE);
            case "same as source" -> Optional.of(Origin.SOURCE);
            default -> Optional.empty();
        };
    }

    private static boolean misplaced(Section row, String key, String beside) {
        Optional<Node> found = row.fields().find(key);
        found.ifPresent(value -> row.report(
                value,
                "not-together",
                row.thing(key) + " stands beside \"" + beside + "\"; expected \"sql\" with \"expect\", or"
                        + " \"table\" with \"count\".",
                key,
                "sql with expect, or table with count",
                "Make an item of each."));
        return found.isPresent();
    }

    static List<QueryExpectation> queries(Section database) {
        List<QueryExpectation> queries = new ArrayList<>();
        for (Section query : database.items("queries")) {
            String sql = Sql.require(query, "sql");
            Faster faster = Faster.read(query);
            queries.add(new QueryExpectation(
                    sql,
                    query.fields().text("uses").orElse(null),
                    faster.percent(),
                    faster.within(),
                    query.integer("whenRowsAtLeast", 1, Integer.MAX_VALUE)
                            .map(Integer::longValue)
                            .orElse(null)));
            query.finish(Part.TIMED_QUERY);
        }
        return queries;
    }

    static List<Sample> samples(Section database) {
        List<Sample> samples = new ArrayList<>();
        for (Section sample : database.items("samples")) {
            samples.add(new Sample(
                    Sql.require(sample, "sql"),
                    sample.integer("rows", 1, LARGEST_SAMPLE).orElse(SAMPLE),
                    sample.fields().texts("mask")));
            sample.finish(Part.SAMPLE);
        }
        return samples;
    }
}
