package dev.belay.orchestrator.plan.reading;

import dev.belay.contracts.StepKind;
import dev.belay.documents.Findings;
import dev.belay.documents.Node;
import dev.belay.orchestrator.plan.reading.compilation.DraftStep;
import dev.belay.orchestrator.plan.reading.compilation.DraftTurn;
import dev.belay.orchestrator.plan.reading.grammar.Part;
import dev.belay.orchestrator.plan.reading.grammar.Section;
import dev.belay.orchestrator.plan.reading.parameter.Conditions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a list of steps: single ones, those that run together, and those of files that the plan uses. */
final class StepListReader {
    private static final String USE = "use";
    private static final String TOGETHER = "together";
    private static final Set<StepKind> ALONE = EnumSet.of(StepKind.APPROVE, StepKind.NOTIFY, StepKind.WATCH);

    private final StepReader steps;
    private final Conditions conditions;
    private final Optional<UsedFile.Directory> files;
    private final Findings findings;

    StepListReader(Conditions conditions, UsedFile.Directory files, Findings findings) {
        this(new StepReader(conditions, findings), conditions, Optional.of(files), findings);
    }

    /** @param files empty inside of a file that is used, since that uses no other */
    private StepListReader(
            StepReader steps, Conditions conditions, Optional<UsedFile.Directory> files, Findings findings) {
        this.steps = steps;
        this.conditions = conditions;
        this.files = files;
        this.findings = findings;
    }

    /** @param of names the list in messages, such as {@code phase "change"} */
    List<DraftTurn> read(List<Node> items, String of) {
        List<DraftTurn> turns = new ArrayList<>();
        for (int index = 0; index < items.size(); index++) {
            turns.addAll(turns(items.get(index), "step " + (index + 1) + " of " + of));
        }
        return turns;
    }

    private List<DraftTurn> turns(Node item, String where) {
        if (has(item, USE)) {
            return used(item, where);
        }
        return has(item, TOGETHER)
                ? List.of(together(item, where))
                : steps.read(item, where).map(DraftTurn::of).stream().toList();
    }

    private List<DraftTurn> used(Node item, String where) {
        Section use = new Section(item, where, findings);
        if (files.isEmpty()) {
            nested(use, item, where);
            return List.of();
        }
        Optional<String> leftOut = conditions.leftOut(use);
        Optional<UsedFile> file = files.get().find(use);
        use.finish(Part.USE);
        return file.map(this::read).orElse(List.of()).stream()
                .map(turn -> turn.within(leftOut))
                .toList();
    }

    private List<DraftTurn> read(UsedFile file) {
        return new StepListReader(steps.in(file.findings()), conditions, Optional.empty(), file.findings())
                .read(file.steps(), file.path());
    }

    private static void nested(Section use, Node item, String where) {
        use.report(
                item,
                "nested-use",
                StepReader.sentence(where)
                        + " uses a file; expected steps only, since a file that is used uses no other.",
                USE,
                "steps",
                "Write the steps out, or use both files in the plan.");
    }

    private DraftTurn together(Node item, String where) {
        Section group = new Section(item, where, findings);
        List<Node> items = group.fields().list(TOGETHER);
        Optional<String> leftOut = conditions.leftOut(group);
        group.finish(Part.TOGETHER);
        if (items.isEmpty()) {
            group.fields()
                    .find(TOGETHER)
                    .ifPresent(list -> group.fields().illFormed(list, TOGETHER, "at least one step"));
        }
        List<DraftStep> members = new ArrayList<>();
        for (int index = 0; index < items.size(); index++) {
            String of = "step " + (index + 1) + " of \"together\", " + where;
            if (has(items.get(index), TOGETHER)) {
                twice(group, items.get(index), of);
            } else {
                turns(items.get(index), of).forEach(turn -> members.addAll(turn.steps()));
            }
        }
        members.stream().filter(StepListReader::standsAlone).forEach(this::alone);
        return new DraftTurn(members).within(leftOut);
    }

    private static void twice(Section group, Node item, String where) {
        group.report(
                item,
                "nested-together",
                StepReader.sentence(where) + " is a \"together\" itself; expected a step.",
                TOGETHER,
                "a step",
                "Write its steps into the outer one.");
    }

    private static boolean standsAlone(DraftStep step) {
        return step.parts().stream().anyMatch(part -> ALONE.contains(part.kind()));
    }

    private void alone(DraftStep step) {
        String kind = step.parts().get(0).kind().label();
        findings.in(step.place().file())
                .report(
                        step.place().mark(),
                        step.place().path(),
                        "not-together",
                        "Step \"" + step.id() + "\" stands in \"together\" and is of kind " + kind
                                + "; expected a check, a copy or a change.",
                        kind,
                        "a check, a copy or a change",
                        "Write it before or after the others.");
    }

    private static boolean has(Node item, String key) {
        return item instanceof Node.Mapping mapping && mapping.entries().containsKey(key);
    }
}
