package dev.belay.orchestrator.plan.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.PlanTexts;
import dev.belay.orchestrator.plan.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TogetherFormTest {
    @Test
    void putsStepsIntoOneTurnWithThePreparationBeforeThem() {
        assertThat(turns(PlanTexts.withSteps("together: [{maintenance: on}, {rollout: v2}]", "notify: a")))
                .containsExactly(List.of("prepare-1"), List.of("maintenance-1", "rollout-1"), List.of("notify-1"));
    }

    @Test
    void holdsTheStepsOfFilesAndStandsInThem() {
        String used = "steps: [{check: b, files: [{path: /b}]}, {together: [{check: c, files: [{path: /c}]}]}]";

        assertThat(turns(
                        PlanTexts.withSteps(
                                "together: [{check: a, files: [{path: /a}]}, {use: u.yaml}]", "use: u.yaml"),
                        Map.of("u.yaml", used)))
                .containsExactly(List.of("check-1", "check-2", "check-3"), List.of("check-4"), List.of("check-5"));
    }

    @Test
    void keepsTheOthersWhereOneIsLeftOut() {
        assertThat(turns("parameters: {grade: {default: ordinary}}\n"
                        + PlanTexts.withSteps(
                                "together: [{maintenance: on}, {backup: database, only: grade = critical}, {rollout: v2}]",
                                "together: [{maintenance: off}, {migrate: latest}]\nonly: grade = critical")))
                .containsExactly(List.of("prepare-1"), List.of("maintenance-1", "rollout-1"));
    }

    @Test
    void refusesWhatStandsAlone() {
        assertThat(complaints("together: [{approve: Go?}, {notify: a}, {check: a, files: [{path: /a}]}]"))
                .containsExactly(
                        "plan.yaml:5:20: Step \"approve-1\" stands in \"together\" and is of kind approve; expected a"
                                + " check, a copy or a change. Write it before or after the others.",
                        "plan.yaml:5:36: Step \"notify-1\" stands in \"together\" and is of kind notify; expected a check,"
                                + " a copy or a change. Write it before or after the others.");
    }

    @Test
    void refusesOneInTheOtherAndNone() {
        assertThat(complaints("together: [{together: [{maintenance: on}]}]", "together: []"))
                .containsExactly(
                        "plan.yaml:5:20: Step 1 of \"together\", step 1 of phase \"change\" is a \"together\" itself;"
                                + " expected a step. Write its steps into the outer one.",
                        "plan.yaml:6:19: \"together\" of step 2 of phase \"change\" is a list of 0; expected at least one"
                                + " step.");
    }

    private static List<String> complaints(String... steps) {
        return PlanTexts.complaints(steps);
    }

    private static List<List<String>> turns(String yaml) {
        return turns(yaml, Map.of());
    }

    private static List<List<String>> turns(String yaml, Map<String, String> files) {
        PlanReading reading = new PlanReader().read("plan.yaml", yaml, files, Map.of());
        if (!(reading instanceof PlanReading.Compiled compiled)) {
            throw new AssertionError("The plan is refused: " + reading);
        }
        Plan plan = compiled.plan();
        return plan.inTurn().stream()
                .map(atOnce ->
                        atOnce.stream().map(Step::id).map(Object::toString).toList())
                .toList();
    }
}
