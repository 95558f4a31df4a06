package dev.belay.orchestrator.plan.reading;

import dev.belay.documents.Findings;
import dev.belay.documents.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a list of steps; the steps of a file that the plan uses stand in the place where it is used. */
final class StepListReader {
    private static final String USE = "use";

    private final StepReader steps;
    private final Conditions conditions;
    private final UsedFile.Directory files;
    private final Findings findings;

    StepListReader(Conditions conditions, UsedFile.Directory files, Findings findings) {
        this.steps = new StepReader(conditions, findings);
        this.conditions = conditions;
        this.files = files;
        this.findings = findings;
    }

    /** @param of names the list in messages, such as {@code phase "change"} */
    List<DraftTurn> read(List<Node> items, String of) {
        List<DraftTurn> drafts = new ArrayList<>();
        for (int index = 0; index < items.size(); index++) {
            Node item = items.get(index);
            String where = "step " + (index + 1) + " of " + of;
            if (uses(item)) {
                Section use = new Section(item, where, findings);
                Optional<String> leftOut = conditions.leftOut(use);
                files.find(use)
                        .ifPresent(file -> read(file).forEach(step -> drafts.add(DraftTurn.of(step.within(leftOut)))));
                use.finish(Part.USE);
            } else {
                steps.read(item, where).map(DraftTurn::of).ifPresent(drafts::add);
            }
        }
        return drafts;
    }

    /** One level deep: a file that is used uses no other. */
    private List<DraftStep> read(UsedFile file) {
        StepReader inFile = steps.in(file.findings());
        List<DraftStep> drafts = new ArrayList<>();
        for (int index = 0; index < file.steps().size(); index++) {
            Node item = file.steps().get(index);
            String where = "step " + (index + 1) + " of " + file.path();
            if (uses(item)) {
                new Section(item, where, file.findings())
                        .report(
                                item,
                                "nested-use",
                                "Step " + (index + 1) + " of " + file.path()
                                        + " uses a file; expected steps only, since a file that is used uses no other.",
                                "use",
                                "steps",
                                "Write the steps out, or use both files in the plan.");
            } else {
                inFile.read(item, where).ifPresent(drafts::add);
            }
        }
        return drafts;
    }

    private static boolean uses(Node item) {
        return item instanceof Node.Mapping mapping && mapping.entries().containsKey(USE);
    }
}
