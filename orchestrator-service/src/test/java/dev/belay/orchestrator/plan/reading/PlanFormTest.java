package dev.belay.orchestrator.plan.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.documents.Finding;
import dev.belay.orchestrator.plan.PlanTexts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanFormTest {
    @Test
    void refusesBrokenYaml() {
        assertThat(complaints("plan: shop\nphases: [\n"))
                .singleElement()
                .asString()
                .startsWith("plan.yaml:3:1: This is not valid YAML: ")
                .endsWith("put a value that contains any of > @ # $ : { [ in quotes.");
    }

    @Test
    void refusesAnExpectationThatYamlTakesForABlock() {
        assertThat(PlanTexts.complaints("check: a\ndatabase:\n  rows:\n    - sql: select 1\n      expect: > 5"))
                .singleElement()
                .asString()
                .contains("This is not valid YAML")
                .contains("in quotes");
    }

    @Test
    void refusesADuplicateKey() {
        assertThat(PlanTexts.complaints("rollout: v2\nowner: a\nowner: b"))
                .containsExactly(
                        "plan.yaml:7:9: Key \"owner\" stands here a second time, first in line 6. Remove one of"
                                + " the two.");
    }

    @Test
    void refusesADocumentThatIsNoMapping() {
        assertThat(complaints("- a\n- b\n"))
                .containsExactly("plan.yaml:1:1: the plan is a list of 2; expected keys and values.");
    }

    @Test
    void refusesAnEmptyDocument() {
        assertThat(complaints("")).containsExactly("plan.yaml:1:1: The document is empty.");
    }

    @Test
    void refusesAPlanWithoutNameAndPhases() {
        assertThat(complaints("description: nothing\n"))
                .containsExactly(
                        "plan.yaml:1:1: \"plan\" is missing in the plan; expected a name of lower-case letters, digits"
                                + " and hyphens. Add \"plan: ...\".",
                        "plan.yaml:1:1: \"phases\" is missing in the plan; expected a list of phases with their steps."
                                + " Add \"phases: ...\".");
    }

    @Test
    void refusesAPlanNameThatIsNoName() {
        assertThat(complaints("plan: The Shop\nphases: [{phase: a, steps: [{notify: b}]}]\n"))
                .containsExactly("plan.yaml:1:7: \"plan\" of the plan is \"The Shop\"; expected a name of lower-case"
                        + " letters, digits and hyphens.");
    }

    @Test
    void refusesAnUnknownKeyOfThePlan() {
        assertThat(complaints("plan: shop\nphase: [{phase: a, steps: [{notify: b}]}]\n"))
                .contains("plan.yaml:2:1: Key \"phase\" is not known in the plan; expected one of plan, description,"
                        + " parameters, window, announce, rollback, cron, requires, phases. Did you mean \"phases\"?");
    }

    @Test
    void refusesPhasesWithoutSteps() {
        assertThat(complaints("plan: shop\nphases: [{phase: a}, {phase: b, steps: []}, c]\n"))
                .containsExactly(
                        "plan.yaml:2:10: \"steps\" is missing in phase \"a\"; expected at least one step. Add \"steps:"
                                + " ...\".",
                        "plan.yaml:2:40: \"steps\" of phase \"b\" is a list of 0; expected at least one step.",
                        "plan.yaml:2:45: phase 3 is \"c\"; expected keys and values.");
        assertThat(complaints("plan: shop\nphases: []\n"))
                .containsExactly("plan.yaml:2:9: \"phases\" of the plan is a list of 0; expected at least one phase.");
    }

    @Test
    void refusesPhasesOfOneName() {
        assertThat(complaints(
                        "plan: shop\nphases:\n  - {phase: a, steps: [{notify: b}]}\n  - {phase: a, steps: [{notify:"
                                + " b}]}\n"))
                .containsExactly(
                        "plan.yaml:4:5: Phase \"a\" stands here a second time, first in line 3. Give one of the"
                                + " two another name.");
    }

    @Test
    void givesEveryFindingItsPathForMachines() {
        assertThat(PlanTexts.findings(PlanTexts.withSteps("rollout: v2", "maintenance: up"), Map.of()))
                .extracting(Finding::path, Finding::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("phases[0].steps[1].maintenance", "ill-formed"));
    }

    private static List<String> complaints(String yaml) {
        return PlanTexts.findings(yaml, Map.of()).stream()
                .map(Finding::toString)
                .toList();
    }
}
