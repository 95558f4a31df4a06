package dev.belay.orchestrator.plan.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.documents.Finding;
import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.PlanTexts;
import dev.belay.orchestrator.plan.validation.PlanValidator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsedFileTest {
    private static final String SMOKE = """
            steps:
              - check: The API answers
                http: [{get: /health}]
              - notify: Looked at ${version}
            """;

    @Test
    void standsForItsStepsInThePlaceWhereItIsUsed() {
        Plan plan = compiled(
                        PlanTexts.withSteps(
                                "check: Before\nhttp: [{get: /}]", "use: checks/smoke.yaml", "notify: after"),
                        Map.of("checks/smoke.yaml", SMOKE.replace("${version}", "it")))
                .plan();

        assertThat(plan.steps())
                .extracting(step -> step.id().text())
                .containsExactly("check-1", "check-2", "notify-1", "notify-2");
        assertThat(plan.steps().get(1).title()).isEqualTo("The API answers");
    }

    @Test
    void hasThePlansParameters() {
        String plan = "parameters: {version: {pattern: 'v\\d+'}}\n" + PlanTexts.withSteps("use: checks/smoke.yaml");

        PlanReading reading =
                new PlanReader().read("plan.yaml", plan, Map.of("checks/smoke.yaml", SMOKE), Map.of("version", "v2"));

        assertThat(((PlanReading.Compiled) reading).plan().steps().get(1).title())
                .isEqualTo("Tell: Looked at v2");
    }

    @Test
    void keepsFileAndLineOfItsMistakes() {
        assertThat(complaints(
                        PlanTexts.withSteps("use: checks/smoke.yaml", "maintenance: up"),
                        Map.of("checks/smoke.yaml", SMOKE.replace("get: /health", "gett: /health"))))
                .containsExactly(
                        "plan.yaml:6:22: \"maintenance\" of step \"maintenance-1\" is \"up\"; expected one of on, off.",
                        "checks/smoke.yaml:3:12: The request of item 1 of \"http\" of step \"check-1\" has no method;"
                                + " expected one of get, head. Add \"get: /path\".",
                        "checks/smoke.yaml:3:13: Key \"gett\" is not known in item 1 of \"http\" of step \"check-1\";"
                                + " expected one of get, head, via, with, status, json, faster. Did you mean \"get\"?",
                        "checks/smoke.yaml:4:13: Parameter \"version\" is not declared by the plan; expected none."
                                + " Declare it under \"parameters\".");
    }

    @Test
    void keepsFileAndLineOfWhatCannotBeCarriedOut() {
        PlanReading.Compiled compiled = compiled(
                PlanTexts.withSteps("use: changes/recount.yaml"),
                Map.of("changes/recount.yaml", "steps:\n  - run: recount\n    undo: restore\n"));

        assertThat(new PlanValidator().validate(compiled))
                .singleElement()
                .asString()
                .startsWith("changes/recount.yaml:2:5: Step \"run-1\" is undone by restore, but no backup");
    }

    @Test
    void refusesAFileThatDidNotComeWithThePlan() {
        assertThat(complaints(PlanTexts.withSteps("use: checks/smok.yaml"), Map.of("checks/smoke.yaml", SMOKE)))
                .containsExactly("plan.yaml:5:14: File \"checks/smok.yaml\", which the plan uses, did not come with it;"
                        + " expected one of its files, checks/smoke.yaml. Did you mean \"checks/smoke.yaml\"?");
        assertThat(complaints(PlanTexts.withSteps("use: checks/smok.yaml"), Map.of()))
                .containsExactly("plan.yaml:5:14: File \"checks/smok.yaml\", which the plan uses, did not come with it;"
                        + " expected one of its files, none came with it.");
    }

    @Test
    void refusesPathsThatLeadElsewhere() {
        String expected = "; expected a path such as checks/smoke.yaml, from the plan's directory downwards, without"
                + " parameters.";

        assertThat(complaints(
                        PlanTexts.withSteps(
                                "use: ../smoke.yaml",
                                "use: /etc/smoke.yaml",
                                "use: checks/${version}.yaml",
                                "use: smoke.txt"),
                        Map.of()))
                .containsExactly(
                        "plan.yaml:5:14: \"use\" of step 1 of phase \"change\" is \"../smoke.yaml\"" + expected,
                        "plan.yaml:6:14: \"use\" of step 2 of phase \"change\" is \"/etc/smoke.yaml\"" + expected,
                        "plan.yaml:7:14: \"use\" of step 3 of phase \"change\" is \"checks/${version}.yaml\""
                                + expected,
                        "plan.yaml:8:14: \"use\" of step 4 of phase \"change\" is \"smoke.txt\"" + expected);
    }

    @Test
    void refusesAFileThatUsesAnotherOrItself() {
        assertThat(complaints(
                        PlanTexts.withSteps("use: a.yaml"),
                        Map.of("a.yaml", "steps:\n  - use: a.yaml\n  - use: b.yaml\n")))
                .containsExactly(
                        "a.yaml:2:5: Step 1 of a.yaml uses a file; expected steps only, since a file that is used uses no"
                                + " other. Write the steps out, or use both files in the plan.",
                        "a.yaml:3:5: Step 2 of a.yaml uses a file; expected steps only, since a file that is used uses no"
                                + " other. Write the steps out, or use both files in the plan.");
    }

    @Test
    void refusesAFileWithoutSteps() {
        assertThat(complaints(
                        PlanTexts.withSteps("use: a.yaml", "use: b.yaml", "use: c.yaml"),
                        Map.of("a.yaml", "", "b.yaml", "[]", "c.yaml", "step: [{notify: a}]")))
                .containsExactly(
                        "a.yaml:1:1: The document is empty.",
                        "b.yaml:1:1: file b.yaml is a list of 0; expected keys and values.",
                        "c.yaml:1:1: \"steps\" is missing in file c.yaml; expected at least one step. Add \"steps: ...\".",
                        "c.yaml:1:1: Key \"step\" is not known in file c.yaml; expected one of steps. Did you mean"
                                + " \"steps\"?");
    }

    @Test
    void saysInWhichFileAnIdStandsFirst() {
        assertThat(complaints(
                        PlanTexts.withSteps("notify: a\nid: hello", "use: a.yaml"),
                        Map.of("a.yaml", "steps: [{notify: b, id: hello}]")))
                .containsExactly(
                        "a.yaml:1:9: Step id \"hello\" stands here a second time, first in line 5 of plan.yaml."
                                + " Give one of the two another \"id\".");
    }

    private static PlanReading.Compiled compiled(String yaml, Map<String, String> files) {
        PlanReading reading = new PlanReader().read("plan.yaml", yaml, files, Map.of());
        if (reading instanceof PlanReading.Compiled compiled) {
            return compiled;
        }
        throw new AssertionError("The plan is refused: " + reading);
    }

    private static List<String> complaints(String yaml, Map<String, String> files) {
        return PlanTexts.findings(yaml, files, Map.of()).stream()
                .map(Finding::toString)
                .toList();
    }
}
