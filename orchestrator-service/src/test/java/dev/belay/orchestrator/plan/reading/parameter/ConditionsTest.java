package dev.belay.orchestrator.plan.reading.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.documents.Finding;
import dev.belay.orchestrator.plan.Phase;
import dev.belay.orchestrator.plan.PlanTexts;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.Turn;
import dev.belay.orchestrator.plan.reading.PlanReader;
import dev.belay.orchestrator.plan.reading.PlanReading;
import dev.belay.orchestrator.plan.validation.PlanValidator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    private static final String PARAMETERS =
            "parameters: {grade: {oneOf: [ordinary, critical], default: ordinary}, version: {default: v2}}\n";

    @Test
    void leavesAStepOutUnlessItsConditionHolds() {
        assertThat(shown(
                        Map.of(),
                        "notify: a\nonly: grade = critical",
                        "notify: b\nonly: grade = ordinary",
                        "notify: c"))
                .containsExactly(
                        "notify-1: Only where grade = critical, and grade is ordinary", "notify-2", "notify-3");
        assertThat(shown(
                        Map.of("grade", "critical"),
                        "notify: a\nonly: grade=critical",
                        "notify: b\nonly: grade = ordinary",
                        "notify: c"))
                .containsExactly(
                        "notify-1", "notify-2: Only where grade = ordinary, and grade is critical", "notify-3");
    }

    @Test
    void leavesAWholePhaseOut() {
        assertThat(shown(
                        PARAMETERS
                                + "plan: shop\nphases:\n  - {phase: a, only: grade = critical, steps: [{notify: a}, {notify: b,"
                                + " only: version = v3}]}\n  - {phase: b, steps: [{notify: c}]}\n",
                        Map.of(),
                        Map.of()))
                .containsExactly(
                        "notify-1: Only where grade = critical, and grade is ordinary",
                        "notify-2: Only where version = v3, and version is v2",
                        "notify-3");
    }

    @Test
    void leavesAllThatAFileHoldsOut() {
        assertThat(shown(
                        PARAMETERS + PlanTexts.withSteps("use: a.yaml\nonly: grade = critical", "notify: c"),
                        Map.of("a.yaml", "steps: [{notify: a}, {notify: b}]"),
                        Map.of()))
                .containsExactly(
                        "notify-1: Only where grade = critical, and grade is ordinary",
                        "notify-2: Only where grade = critical, and grade is ordinary",
                        "notify-3");
    }

    @Test
    void preparesNoVersionWhoseRolloutIsLeftOut() {
        assertThat(shown(Map.of(), "rollout: v2\nonly: grade = critical", "rollout: v3"))
                .containsExactly(
                        "rollout-1: Only where grade = critical, and grade is ordinary", "prepare-1", "rollout-2");
    }

    @Test
    void refusesARestoreWhoseBackupIsLeftOut() {
        String plan = PARAMETERS
                + PlanTexts.withSteps(
                        "backup: database\nverify: [restore]\nonly: grade = critical", "run: recount\nundo: restore");

        assertThat(new PlanValidator().validate(compiled(plan, Map.of(), Map.of("grade", "critical"))))
                .isEmpty();
        assertThat(new PlanValidator().validate(compiled(plan, Map.of(), Map.of())))
                .extracting(Finding::toString)
                .containsExactly(
                        "plan.yaml:9:9: Step \"run-1\" is undone by restore, but no backup before it is verified"
                                + " by restore. Step \"backup-1\" is left out: Only where grade = critical, and grade is ordinary."
                                + " Add \"backup: database\" with \"verify: [list, checksum, restore]\" before it.");
    }

    @Test
    void refusesAPlanOfWhichNothingIsLeft() {
        assertThat(complaints("notify: a\nonly: grade = critical"))
                .containsExactly(
                        "plan.yaml:1:1: With these parameters every step is left out; expected at least one that"
                                + " runs. Give other parameters, or look at \"only\".");
    }

    @Test
    void refusesConditionsThatSayNothingOrNeverHold() {
        assertThat(complaints(
                        "notify: a\nonly: critical",
                        "notify: b\nonly: grade == critical",
                        "notify: c\nonly: grad = critical",
                        "notify: d\nonly: grade = critcal",
                        "notify: e\nonly: grade != critical"))
                .containsExactly(
                        "plan.yaml:7:15: \"only\" of step \"notify-1\" is \"critical\"; expected a parameter and its value,"
                                + " such as \"grade = critical\".",
                        "plan.yaml:9:15: \"only\" of step \"notify-2\" is \"grade == critical\"; expected a parameter and its"
                                + " value, such as \"grade = critical\".",
                        "plan.yaml:11:15: Parameter \"grad\" of \"only\" of step \"notify-3\" is not declared by the plan;"
                                + " expected one of grade, version. Did you mean \"grade\"?",
                        "plan.yaml:13:15: \"only\" of step \"notify-4\" asks for grade = critcal, which can never be;"
                                + " expected one of ordinary, critical. Did you mean \"critical\"?",
                        "plan.yaml:15:15: \"only\" of step \"notify-5\" is \"grade != critical\"; expected a parameter and its"
                                + " value, such as \"grade = critical\".");
    }

    @Test
    void judgesTheFormOfWhatIsLeftOut() {
        assertThat(complaints("maintenance: up\nonly: grade = critical", "notify: a"))
                .containsExactly(
                        "plan.yaml:6:22: \"maintenance\" of step \"maintenance-1\" is \"up\"; expected one of on,"
                                + " off.");
    }

    private static List<String> complaints(String... steps) {
        return PlanTexts.findings(PARAMETERS + PlanTexts.withSteps(steps), Map.of()).stream()
                .map(Finding::toString)
                .toList();
    }

    private static List<String> shown(Map<String, String> parameters, String... steps) {
        return shown(PARAMETERS + PlanTexts.withSteps(steps), Map.of(), parameters);
    }

    private static List<String> shown(String yaml, Map<String, String> files, Map<String, String> parameters) {
        return compiled(yaml, files, parameters).plan().phases().stream()
                .map(Phase::turns)
                .flatMap(List::stream)
                .flatMap(turn -> turn instanceof Turn.AtOnce atOnce
                        ? atOnce.steps().stream().map(Step::id).map(Object::toString)
                        : java.util.stream.Stream.of(
                                ((Turn.LeftOut) turn).step().id() + ": " + ((Turn.LeftOut) turn).reason()))
                .toList();
    }

    private static PlanReading.Compiled compiled(
            String yaml, Map<String, String> files, Map<String, String> parameters) {
        PlanReading reading = new PlanReader().read("plan.yaml", yaml, files, parameters);
        if (reading instanceof PlanReading.Compiled compiled) {
            return compiled;
        }
        throw new AssertionError("The plan is refused: " + reading);
    }
}
