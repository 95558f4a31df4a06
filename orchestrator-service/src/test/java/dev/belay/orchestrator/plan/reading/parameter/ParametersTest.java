package dev.belay.orchestrator.plan.reading.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.documents.Finding;
import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.PlanTexts;
import dev.belay.orchestrator.plan.reading.PlanDeclaration;
import dev.belay.orchestrator.plan.reading.PlanReader;
import dev.belay.orchestrator.plan.step.NotifyStep;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParametersTest {
    private static final String TEXT = """
            plan: shop
            parameters:
              version: {description: Git tag, pattern: 'v\\d+'}
              grade: {oneOf: [ordinary, critical], default: ordinary}
            phases:
              - phase: change
                steps:
                  - notify: ${version} is ${grade}, and $${version} is not
            """;

    @Test
    void areFilledInAfterParsing() {
        assertThat(notified(Map.of("version", "v2"))).isEqualTo("v2 is ordinary, and ${version} is not");
        assertThat(notified(Map.of("version", "v2", "grade", "critical")))
                .isEqualTo("v2 is critical, and ${version} is not");
    }

    @Test
    void cannotChangeTheFormOfThePlan() {
        String yaml = "plan: shop\nparameters: {who: {}}\nphases: [{phase: a, steps: [{notify: \"${who}\"}]}]\n";
        Plan plan = PlanTexts.compiled(yaml, Map.of("who", "x\", run: \"y ${who} $1 \\"))
                .plan();

        assertThat(plan.steps())
                .extracting(dev.belay.orchestrator.plan.Step::definition)
                .containsExactly(new NotifyStep("x\", run: \"y ${who} $1 \\", null));
    }

    @Test
    void mustBeGivenWhereTheyHaveNoDefault() {
        assertThat(complaints(Map.of()))
                .containsExactly("plan.yaml:3:12: Parameter \"version\" has no value; expected text that matches v\\d+."
                        + " Give it with --param version=...");
    }

    @Test
    void mustMatchTheirPatternAsAWhole() {
        assertThat(complaints(Map.of("version", "v2 --force")))
                .containsExactly("plan.yaml:3:12: Parameter \"version\" is \"v2 --force\"; expected text that matches"
                        + " v\\d+. Give it with --param version=...");
    }

    @Test
    void mustBeOneOfTheListed() {
        assertThat(complaints(Map.of("version", "v2", "grade", "hasty")))
                .containsExactly("plan.yaml:4:10: Parameter \"grade\" is \"hasty\"; expected one of ordinary, critical."
                        + " Give it with --param grade=...");
    }

    @Test
    void mustBeDeclared() {
        assertThat(complaints(Map.of("version", "v2", "verison", "v3")))
                .containsExactly("plan.yaml:3:3: Parameter \"verison\" is not declared by the plan; expected one of"
                        + " version, grade. Did you mean \"version\"?");
    }

    @Test
    void mustBeOneLine() {
        String yaml = "plan: shop\nparameters: {who: {}}\nphases: [{phase: a, steps: [{notify: \"${who}\"}]}]\n";

        assertThat(PlanTexts.findings(yaml, Map.of("who", "a\nb")))
                .extracting(Finding::code)
                .containsExactly("ill-formed-parameter");
        assertThat(PlanTexts.findings(yaml, Map.of("who", "")))
                .extracting(Finding::code)
                .containsExactly("ill-formed-parameter");
    }

    @Test
    void withoutAUsableValueAreComplainedAboutOnce() {
        String yaml = PlanTexts.withSteps("rollout: ${version}", "check: a\ntimeout: ${wait}\nhttp: [{get: /}]")
                .replace("phases:", "parameters: {version: {}, wait: {}}\nphases:");

        assertThat(PlanTexts.findings(yaml, Map.of("version", "v2")))
                .extracting(Finding::code)
                .containsExactly("missing-parameter");
    }

    @Test
    void thatNobodyDeclaredAreNotFilledIn() {
        assertThat(PlanTexts.complaints("notify: Hello ${name}"))
                .containsExactly(
                        "plan.yaml:5:17: Parameter \"name\" is not declared by the plan; expected none. Declare"
                                + " it under \"parameters\".");
    }

    @Test
    void mustBeClosed() {
        assertThat(PlanTexts.complaints("notify: \"Hello ${name\""))
                .containsExactly("plan.yaml:5:17: \"Hello ${name\" has \"${\" without \"}\"; expected ${parameter}."
                        + " Close it, or write $${ where the two characters themselves are meant.");
    }

    @Test
    void stayOutOfSql() {
        assertThat(
                        PlanTexts.complaints(
                                "check: a\ndatabase: {rows: [{sql: \"select ${what}\", expect: 1}, {sql: \"select '$${}'\", expect: 1}]}"))
                .containsExactly(
                        "plan.yaml:6:33: SQL has \"${what}\"; expected no parameter, since its value could change"
                                + " the statement. Write the value out, or $${ where the two characters themselves are meant.");
    }

    @Test
    void stayOutOfKeys() {
        assertThat(PlanTexts.complaints("rollout: v2\nsettings: {\"${name}\": 1}"))
                .containsExactly("plan.yaml:6:20: Key \"${name}\" has a parameter; expected one in values only. Write"
                        + " the key out.");
    }

    @Test
    void mustBeDeclaredWell() {
        String yaml = """
                plan: shop
                parameters:
                  a: {pattern: '['}
                  b: {oneOf: [x], default: y}
                  c: {patern: x}
                  1st: {}
                phases: [{phase: a, steps: [{notify: hello}]}]
                """;

        assertThat(PlanTexts.findings(yaml, Map.of("a", "1", "b", "x", "c", "1")).stream()
                        .map(Finding::toString))
                .containsExactly(
                        "plan.yaml:3:16: \"pattern\" of parameter \"a\" is \"[\"; expected a regular expression"
                                + " (Unclosed character class).",
                        "plan.yaml:4:28: \"default\" of parameter \"b\" is \"y\"; expected one of x.",
                        "plan.yaml:5:7: Key \"patern\" is not known in parameter \"c\"; expected one of description,"
                                + " pattern, oneOf, default. Did you mean \"pattern\"?",
                        "plan.yaml:6:8: Parameter name \"1st\" has other characters than a name may have; expected a"
                                + " letter and then letters, digits, _ and -.");
    }

    @Test
    void canBeListedBeforeAnyIsGiven() {
        PlanDeclaration declaration = new PlanReader().readDeclaration("plan.yaml", TEXT);

        assertThat(declaration.name()).isEqualTo("shop");
        assertThat(declaration.parameters())
                .containsExactly(
                        new Parameter("version", "Git tag", "v\\d+", List.of(), null),
                        new Parameter("grade", "", null, List.of("ordinary", "critical"), "ordinary"));
        assertThat(declaration.findings()).isEmpty();
    }

    @Test
    void leaveOtherMistakesVisibleBeforeAnyIsGiven() {
        String yaml = TEXT + "      - {rollout: \"${version}\", timeout: soon, titel: x}\n";

        assertThat(new PlanReader().readDeclaration("plan.yaml", yaml).findings())
                .extracting(Finding::code, Finding::found)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("ill-formed", "\"soon\""),
                        org.assertj.core.groups.Tuple.tuple("unknown-key", "titel"));
    }

    private static String notified(Map<String, String> parameters) {
        return PlanTexts.compiled(TEXT, parameters).plan().steps().stream()
                .map(step -> step.definition() instanceof NotifyStep notification ? notification.text() : "")
                .findFirst()
                .orElseThrow();
    }

    private static List<String> complaints(Map<String, String> parameters) {
        return PlanTexts.findings(TEXT, parameters).stream()
                .map(Finding::toString)
                .toList();
    }
}
