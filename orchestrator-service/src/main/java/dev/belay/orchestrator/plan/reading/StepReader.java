package dev.belay.orchestrator.plan.reading;

import dev.belay.contracts.StepId;
import dev.belay.contracts.StepKind;
import dev.belay.documents.Findings;
import dev.belay.documents.Mark;
import dev.belay.documents.Nearest;
import dev.belay.documents.Node;
import dev.belay.orchestrator.plan.StepSettings;
import dev.belay.orchestrator.plan.reading.compilation.DraftStep;
import dev.belay.orchestrator.plan.reading.compilation.StepPlaces;
import dev.belay.orchestrator.plan.reading.compilation.Titles;
import dev.belay.orchestrator.plan.reading.grammar.Part;
import dev.belay.orchestrator.plan.reading.grammar.Section;
import dev.belay.orchestrator.plan.reading.parameter.Conditions;
import dev.belay.orchestrator.plan.reading.step.DefinitionReader;
import dev.belay.orchestrator.plan.reading.step.SettingsReader;
import dev.belay.orchestrator.plan.step.StepDefinition;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the steps of a plan: their kind, their id, and then what that kind has. */
final class StepReader {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,49}");
    private static final String ID_EXPECTED =
            "at most 50 lower-case letters, digits and hyphens, the first one a letter";
    private static final Pattern RESERVED = Pattern.compile(
            "(prepare|required|baseline|stop|restore|repair)(-\\d+)?|quiesce(-.*)?|start-again|drop-snapshots|beginning");
    private static final Set<String> COMMON =
            Set.of("id", "title", "owner", "timeout", "attempts", "estimate", "onFailure", "smoke", "undo", "only");

    private final Conditions conditions;
    private final Findings findings;
    private final Map<StepKind, Integer> counts;
    private final Map<String, StepPlaces.Place> seen;

    StepReader(Conditions conditions, Findings findings) {
        this(conditions, findings, new EnumMap<>(StepKind.class), new HashMap<>());
    }

    private StepReader(
            Conditions conditions,
            Findings findings,
            Map<StepKind, Integer> counts,
            Map<String, StepPlaces.Place> seen) {
        this.conditions = conditions;
        this.findings = findings;
        this.counts = counts;
        this.seen = seen;
    }

    /** Reads further steps of the same plan, which stand in another file. */
    StepReader in(Findings other) {
        return new StepReader(conditions, other, counts, seen);
    }

    /**
     * Reads a step; empty, with a finding, where it has no kind that can be read.
     *
     * @param where names the step in messages as long as it has no id, such as {@code step 2 of phase "change"}
     */
    Optional<DraftStep> read(Node node, String where) {
        if (!(node instanceof Node.Mapping mapping)) {
            wrongType(node, where);
            return Optional.empty();
        }
        List<String> kinds = mapping.entries().keySet().stream()
                .filter(key -> DefinitionReader.kind(key).isPresent())
                .toList();
        if (kinds.size() != 1) {
            wrongKinds(mapping, where, kinds);
            return Optional.empty();
        }
        return DefinitionReader.kind(kinds.get(0)).map(kind -> step(mapping, where, kind));
    }

    private DraftStep step(Node.Mapping node, String where, StepKind kind) {
        int number = counts.merge(kind, 1, Integer::sum);
        String id = id(node, where).orElse(kind.label() + "-" + number);
        once(node, id);
        Section step = new Section(node, "step \"" + id + "\"", findings);
        step.fields().has("id");
        Optional<String> title = step.fields().text("title");
        List<StepDefinition> parts = DefinitionReader.read(kind, step);
        StepSettings settings = SettingsReader.read(kind, step);
        Optional<String> leftOut = conditions.leftOut(step);
        step.finish(Part.of(kind));
        return new DraftStep(
                new StepId(id),
                place(node),
                title.orElseGet(() -> Titles.of(kind, step, parts)),
                settings,
                parts,
                leftOut);
    }

    private StepPlaces.Place place(Node node) {
        return new StepPlaces.Place(findings.file(), node.mark(), node.path());
    }

    private Optional<String> id(Node.Mapping node, String where) {
        Section step = new Section(node, where, findings);
        Optional<String> id = step.name("id", ID, ID_EXPECTED);
        if (id.filter(text -> RESERVED.matcher(text).matches()).isPresent()) {
            step.fields()
                    .find("id")
                    .ifPresent(value -> step.fields()
                            .illFormed(value, "id", "another id, since Belay gives this one to steps of its own"));
            return Optional.empty();
        }
        return id;
    }

    private void once(Node.Mapping node, String id) {
        StepPlaces.Place first = seen.putIfAbsent(id, place(node));
        if (first != null) {
            findings.report(
                    node,
                    "duplicate-step",
                    "Step id \"" + id + "\" stands here a second time, first in line "
                            + first.mark().line() + (first.file().equals(findings.file()) ? "" : " of " + first.file())
                            + ".",
                    id,
                    "each step id once",
                    "Give one of the two another \"id\".");
        }
    }

    private void wrongKinds(Node.Mapping node, String where, List<String> kinds) {
        String known = String.join(", ", kinds());
        if (kinds.size() > 1) {
            findings.report(
                    node,
                    "two-kinds",
                    sentence(where) + " has " + kinds.size() + " kinds, " + String.join(" and ", kinds)
                            + "; expected exactly one.",
                    String.join(", ", kinds),
                    "one of " + known,
                    "Make a step of each.");
            return;
        }
        List<String> candidates = kinds();
        Optional<String> meant = node.entries().keySet().stream()
                .filter(key ->
                        !COMMON.contains(key) && Nearest.of(key, candidates).isPresent())
                .findFirst();
        if (meant.isPresent()) {
            unknownKind(node, where, meant.get(), candidates);
            return;
        }
        findings.report(
                node,
                "no-kind",
                sentence(where) + " has no kind, found " + node.described() + "; expected one of " + known + ".",
                node.described(),
                "one of " + known,
                "Say what the step does, such as \"check: The shop answers\".");
    }

    private void unknownKind(Node.Mapping node, String where, String key, List<String> candidates) {
        Mark mark = Optional.ofNullable(node.entries().get(key))
                .map(Node.Entry::key)
                .orElse(node.mark());
        String known = String.join(", ", kinds());
        findings.report(
                mark,
                node.path(),
                "unknown-kind",
                "\"" + key + "\" in " + where + " is no kind of step; expected one of " + known + ".",
                key,
                "one of " + known,
                Section.didYouMean(key, candidates));
    }

    private void wrongType(Node node, String where) {
        findings.report(
                node,
                "wrong-type",
                sentence(where) + " is " + node.described() + "; expected a kind with its value.",
                node.described(),
                "a kind with its value",
                "Write it as \"kind: value\", such as \"maintenance: on\".");
    }

    /** All that a step can be, the use of a file included. */
    private static List<String> kinds() {
        return Stream.concat(DefinitionReader.kinds().stream(), Stream.of("use", "together"))
                .toList();
    }

    static String sentence(String where) {
        return "S" + where.substring(1);
    }
}
