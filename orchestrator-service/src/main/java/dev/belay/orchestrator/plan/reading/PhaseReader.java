package dev.belay.orchestrator.plan.reading;

import dev.belay.documents.Findings;
import dev.belay.documents.Mark;
import dev.belay.documents.Node;
import dev.belay.orchestrator.plan.reading.compilation.DraftPhase;
import dev.belay.orchestrator.plan.reading.compilation.DraftTurn;
import dev.belay.orchestrator.plan.reading.grammar.Part;
import dev.belay.orchestrator.plan.reading.grammar.Section;
import dev.belay.orchestrator.plan.reading.parameter.Conditions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the phases of a plan. */
final class PhaseReader {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private final Findings findings;
    private final Conditions conditions;
    private final StepListReader steps;
    private final Map<String, Mark> seen = new HashMap<>();

    PhaseReader(Conditions conditions, UsedFile.Directory files, Findings findings) {
        this.findings = findings;
        this.conditions = conditions;
        this.steps = new StepListReader(conditions, files, findings);
    }

    List<DraftPhase> read(Section plan) {
        Optional<Node> phases = plan.fields().find("phases");
        if (phases.isEmpty()) {
            plan.fields().missing("phases", "a list of phases with their steps");
        }
        if (phases.isPresent() && plan.fields().list("phases").isEmpty() && phases.get() instanceof Node.Sequence) {
            plan.fields().illFormed(phases.get(), "phases", "at least one phase");
        }
        List<DraftPhase> drafts = new ArrayList<>();
        for (Node phase : plan.fields().list("phases")) {
            drafts.add(phase(phase, drafts.size() + 1));
        }
        return drafts;
    }

    private DraftPhase phase(Node node, int number) {
        String label = label(node, number);
        Section phase = new Section(node, label, findings);
        if (!(node instanceof Node.Mapping)) {
            return new DraftPhase("", false, List.of());
        }
        String name = phase.requireName("phase", NAME, "a name of lower-case letters, digits and hyphens");
        once(phase, name);
        List<Node> items = phase.fields().list("steps");
        Optional<String> leftOut = conditions.leftOut(phase);
        List<DraftTurn> drafts = steps.read(items, label).stream()
                .map(turn -> turn.within(leftOut))
                .toList();
        if (items.isEmpty()) {
            withoutSteps(phase);
        }
        boolean keep = phase.fields().flag("keep").orElse(false);
        phase.finish(Part.PHASE);
        return new DraftPhase(name, keep, drafts);
    }

    private static String label(Node node, int number) {
        Node.Entry entry =
                node instanceof Node.Mapping mapping ? mapping.entries().get("phase") : null;
        return entry != null
                        && entry.value() instanceof Node.Text name
                        && NAME.matcher(name.text()).matches()
                ? "phase \"" + name.text() + "\""
                : "phase " + number;
    }

    private static void withoutSteps(Section phase) {
        Optional<Node> steps = phase.fields().find("steps");
        if (steps.isPresent() && steps.get() instanceof Node.Sequence empty) {
            phase.fields().illFormed(empty, "steps", "at least one step");
        }
        if (steps.isEmpty()) {
            phase.fields().missing("steps", "at least one step");
        }
    }

    private void once(Section phase, String name) {
        Mark first = seen.putIfAbsent(name, phase.fields().node().mark());
        if (first != null && !name.isEmpty()) {
            phase.report(
                    phase.fields().node(),
                    "duplicate-phase",
                    "Phase \"" + name + "\" stands here a second time, first in line " + first.line() + ".",
                    name,
                    "each phase name once",
                    "Give one of the two another name.");
        }
    }
}
