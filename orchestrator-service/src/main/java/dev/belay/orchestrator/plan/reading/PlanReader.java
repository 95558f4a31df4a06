package dev.belay.orchestrator.plan.reading;

import dev.belay.documents.Finding;
import dev.belay.documents.Findings;
import dev.belay.documents.Node;
import dev.belay.documents.YamlDocument;
import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.reading.compilation.DraftPhase;
import dev.belay.orchestrator.plan.reading.compilation.StepCompiler;
import dev.belay.orchestrator.plan.reading.compilation.StepPlaces;
import dev.belay.orchestrator.plan.reading.grammar.Part;
import dev.belay.orchestrator.plan.reading.grammar.Section;
import dev.belay.orchestrator.plan.reading.parameter.Choices;
import dev.belay.orchestrator.plan.reading.parameter.Conditions;
import dev.belay.orchestrator.plan.reading.parameter.Interpolation;
import dev.belay.orchestrator.plan.reading.parameter.ParameterReader;
import dev.belay.orchestrator.plan.reading.parameter.ParameterValues;
import dev.belay.orchestrator.plan.timing.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a plan's text with the values of its parameters, and collects everything that is wrong with it. */
public final class PlanReader {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** Reads and compiles a plan that uses no other files. */
    public PlanReading read(String fileName, String yaml, Map<String, String> parameters) {
        return read(fileName, yaml, Map.of(), parameters);
    }

    /**
     * Reads and compiles a plan.
     *
     * @param files the texts of those that it uses, by their paths
     */
    public PlanReading read(String fileName, String yaml, Map<String, String> files, Map<String, String> parameters) {
        Findings findings = new Findings(fileName);
        Optional<Draft> draft = root(yaml, findings).map(root -> {
            ParameterReader declared = new ParameterReader(root, findings);
            ParameterValues values = ParameterValues.given(declared, parameters, findings);
            return draft(root, files, new Conditions(declared, values), findings);
        });
        if (draft.isEmpty() || !findings.isEmpty()) {
            List<Finding> apart = withoutStandIns(findings);
            return new PlanReading.Refused(apart.isEmpty() ? findings.list() : apart);
        }
        return compiled(fileName, draft.get());
    }

    /** Reads what a plan declares that uses no other files. */
    public PlanDeclaration readDeclaration(String fileName, String yaml) {
        return readDeclaration(fileName, yaml, Map.of());
    }

    /** Reads what a plan declares, and what is wrong with it whatever its parameters are. */
    public PlanDeclaration readDeclaration(String fileName, String yaml, Map<String, String> files) {
        Findings findings = new Findings(fileName);
        Optional<Node> root = root(yaml, findings);
        if (root.isEmpty()) {
            return new PlanDeclaration("", "", List.of(), findings.list());
        }
        ParameterReader declared = new ParameterReader(root.get(), findings);
        Draft draft =
                draft(root.get(), files, new Conditions(declared, ParameterValues.standingIn(declared)), findings);
        return new PlanDeclaration(draft.name(), draft.description(), declared.parameters(), withoutStandIns(findings));
    }

    /**
     * The values that the parameters named by conditions could have instead of the given ones; with each combination
     * other steps may be left out.
     */
    public List<Map<String, String>> otherChoices(
            String yaml, Map<String, String> files, Map<String, String> parameters) {
        Findings ignored = new Findings("plan");
        return root(yaml, ignored)
                .map(root -> {
                    ParameterReader declared = new ParameterReader(root, ignored);
                    Conditions conditions = new Conditions(declared, ParameterValues.standingIn(declared));
                    draft(root, files, conditions, ignored);
                    return Choices.besides(parameters, conditions);
                })
                .orElse(List.of());
    }

    private static List<Finding> withoutStandIns(Findings findings) {
        return findings.list().stream()
                .filter(finding -> !ParameterValues.standsIn(finding.message()))
                .toList();
    }

    private static Optional<Node> root(String yaml, Findings findings) {
        Optional<Node> root = YamlDocument.read(yaml, findings);
        root.filter(node -> !(node instanceof Node.Mapping)).ifPresent(node -> new Section(node, "the plan", findings));
        return root.filter(Node.Mapping.class::isInstance);
    }

    private static Draft draft(Node root, Map<String, String> files, Conditions conditions, Findings findings) {
        ParameterValues values = conditions.values();
        Section plan = new Section(new Interpolation(values, findings).apply(root), "the plan", findings);
        String name = plan.requireName("plan", NAME, "a name of lower-case letters, digits and hyphens");
        String description = plan.fields().text("description").orElse("");
        plan.fields().has("parameters");
        Timing timing = TimingReader.read(plan);
        List<Duration> rehearsedWithin = RequirementReader.read(plan);
        List<DraftPhase> phases =
                new PhaseReader(conditions, new UsedFile.Directory(files, values, findings), findings).read(plan);
        plan.finish(Part.PLAN);
        return new Draft(name, description, timing, rehearsedWithin, phases);
    }

    private static PlanReading compiled(String fileName, Draft draft) {
        StepCompiler compiler = new StepCompiler(draft.rehearsedWithin());
        Plan plan = new Plan(draft.name(), draft.description(), draft.timing(), compiler.compile(draft.phases()));
        return plan.steps().isEmpty()
                ? new PlanReading.Refused(List.of(nothingLeft(fileName)))
                : new PlanReading.Compiled(plan, new StepPlaces(fileName, compiler.places()));
    }

    private static Finding nothingLeft(String fileName) {
        return new Finding(
                "nothing-left",
                "With these parameters every step is left out; expected at least one that runs.",
                fileName,
                1,
                1,
                "",
                "no step",
                "at least one step",
                "Give other parameters, or look at \"only\".");
    }

    private record Draft(
            String name, String description, Timing timing, List<Duration> rehearsedWithin, List<DraftPhase> phases) {}
}
