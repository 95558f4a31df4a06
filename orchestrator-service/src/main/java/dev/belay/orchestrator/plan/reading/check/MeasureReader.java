package dev.belay.orchestrator.plan.reading.check;

import dev.belay.contracts.check.DatabaseExpectations.Measure;
import dev.belay.contracts.check.DatabaseExpectations.Measure.Subject;
import dev.belay.documents.ExpectationForm;
import dev.belay.documents.Node;
import dev.belay.orchestrator.plan.reading.grammar.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a check expects of what the server tells, or has it only shown. */
final class MeasureReader {
    private static final String SHOWN = "shown";
    private static final String DATABASE = "database";

    private MeasureReader() {}

    static List<Measure> read(Section database) {
        List<Measure> measures = new ArrayList<>();
        database.expectation("lag", ExpectationForm.LAG)
                .ifPresent(lag -> measures.add(new Measure(Subject.LAG, null, lag)));
        database.inner("sizes")
                .ifPresent(sizes -> sizes.fields().all().keySet().forEach(name -> {
                    boolean whole = name.equals(DATABASE);
                    measure(
                                    sizes,
                                    name,
                                    ExpectationForm.SIZE,
                                    whole ? Subject.DATABASE_SIZE : Subject.TABLE_SIZE,
                                    whole ? null : name)
                            .ifPresent(measures::add);
                }));
        measure(database, "invalidIndexes", ExpectationForm.COUNT, Subject.INVALID_INDEXES, null)
                .ifPresent(measures::add);
        measure(database, "unvalidatedConstraints", ExpectationForm.COUNT, Subject.UNVALIDATED_CONSTRAINTS, null)
                .ifPresent(measures::add);
        measure(database, "unusedIndexes", ExpectationForm.COUNT, Subject.UNUSED_INDEXES, null)
                .ifPresent(measures::add);
        return measures;
    }

    private static Optional<Measure> measure(
            Section section, String key, ExpectationForm form, Subject subject, @Nullable String name) {
        Optional<Node> value = section.fields().find(key);
        if (value.isPresent()
                && value.get() instanceof Node.Text text
                && text.text().equals(SHOWN)) {
            return Optional.of(new Measure(subject, name, null));
        }
        return section.expectation(key, form).map(expectation -> new Measure(subject, name, expectation));
    }
}
