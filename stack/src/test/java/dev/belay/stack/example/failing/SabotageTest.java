package dev.belay.stack.example.failing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.orchestrator.plan.reading.PlanReader;
import dev.belay.orchestrator.plan.reading.PlanReading;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SabotageTest {
    private static final String PLAN = """
            plan: release
            parameters:
              version: {default: v2.0.0}
            phases:
              - phase: mend
                keep: yes
                steps:
                  - rollout: v1.9.1
                  - check: It answers
                    smoke: yes
                    http: [{get: /}]
              - phase: change
                steps:
                  - rehearse: database
                  - approve: Go on?
                  - {id: copy, backup: database, verify: [restore]}
                  - migrate: {online: [{analyze: orders}]}
                  - migrate: latest
                  - rollout: ${version}
                  - run: count
                  - check: It still answers
                    database: {rows: [{sql: select 1, expect: 1}]}
                  - watch: 1h
                    http: [{get: /}]
            """;

    private static final PlanFile FILE = new PlanFile("plan.yaml", PLAN, Map.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rollout-1",
                "check-1",
                "rehearse-1",
                "approve-1",
                "copy",
                "migrate-1",
                "migrate-2",
                "rollout-2",
                "run-1",
                "check-2",
                "watch-1"
            })
    void leavesAPlanThatCanBeRead(String step) {
        Sabotage sabotage = Sabotage.of(FILE, step);

        assertThat(sabotage.how()).isNotBlank();
        assertThat(new PlanReader().read("plan.yaml", sabotage.plan().text(), Map.of()))
                .isInstanceOf(PlanReading.Compiled.class);
    }

    @Test
    void namesTheStepsWhereOneIsUnknown() {
        assertThatThrownBy(() -> Sabotage.of(FILE, "rollout-3"))
                .hasMessageContaining("rollout-1, check-1, rehearse-1, approve-1, copy, migrate-1");
    }

    @Test
    void failsAStepOfAUsedFile() {
        PlanFile file =
                new PlanFile("plan.yaml", """
                plan: release
                phases:
                  - phase: change
                    steps:
                      - run: count
                      - use: steps/more.yaml
                      - run: publish
                """, Map.of("steps/more.yaml", "steps: [{migrate: latest}, {run: recount}]"));

        PlanSteps steps = Sabotage.of(file, "run-2").plan();

        assertThat(steps.all()).extracting(PlanSteps.Place::id).containsExactly("run-1", "migrate-1", "run-2", "run-3");
        assertThat(new PlanReader().read("plan.yaml", steps.text(), Map.of())).isInstanceOf(PlanReading.Compiled.class);
    }

    @Test
    void leavesTheSmokeCheckAsItIs() {
        PlanSteps plan =
                new PlanSteps("plan.yaml", Sabotage.of(FILE, "check-1").plan().text(), Map.of());

        assertThat(plan.find("check-1-as-it-is").orElseThrow().keys())
                .containsEntry("smoke", "yes")
                .doesNotContainKeys("database", "attempts");
        assertThat(plan.find("check-1").orElseThrow().keys())
                .containsKey("database")
                .doesNotContainKey("smoke");
    }

    @Test
    void knowsWhichVersionIsLiveAfterAFailure() {
        PlanSteps plan = FILE.steps();

        assertThat(plan.floor(0)).isZero();
        assertThat(plan.liveBefore(plan.floor(0), Map.of())).isEmpty();
        assertThat(plan.floor(1)).isEqualTo(1);
        assertThat(plan.liveBefore(plan.floor(1), Map.of())).contains("v1.9.1");
        assertThat(plan.liveAtTheEnd(Map.of())).contains("v2.0.0");
        assertThat(plan.liveAtTheEnd(Map.of("version", "v3.0.0"))).contains("v3.0.0");
    }

    @Test
    void knowsWhichStepsAreLeftOut() {
        String text = PLAN.replace("- run: count", "- {run: count, only: version = v9.9.9}");
        PlanSteps steps = new PlanFile("plan.yaml", text, Map.of()).steps();

        assertThat(steps.all(Map.of())).extracting(PlanSteps.Place::id).doesNotContain("run-1");
        assertThat(steps.all(Map.of("version", "v9.9.9")))
                .extracting(PlanSteps.Place::id)
                .contains("run-1");
    }
}
