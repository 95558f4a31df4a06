package dev.belay.orchestrator.plan.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.documents.Finding;
import dev.belay.orchestrator.plan.PlanTexts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names by which people and messages find a phase or a step stand once in a plan. */
class GivenTwiceTest {
    @Test
    void aStepIdThatStandsTwiceIsRefusedAtItsSecondPlace() {
        assertThat(findings("""
                        plan: twice
                        phases:
                          - phase: first
                            steps:
                              - {check: One, id: look, http: [{get: /}]}
                          - phase: second
                            steps:
                              - {check: Two, id: look, http: [{get: /}]}
                        """)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("duplicate-step");
            assertThat(finding.toString()).contains("plan.yaml:8:", "first in line 5", "Give one of the two another");
        });
    }

    @Test
    void aPhaseThatStandsTwiceIsRefusedAtItsSecondPlace() {
        assertThat(findings("""
                        plan: twice
                        phases:
                          - phase: first
                            steps:
                              - {check: One, http: [{get: /}]}
                          - phase: first
                            steps:
                              - {check: Two, http: [{get: /}]}
                        """)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("duplicate-phase");
            assertThat(finding.toString()).contains("plan.yaml:6:");
        });
    }

    private static List<Finding> findings(String plan) {
        return PlanTexts.findings(plan, Map.of());
    }
}
