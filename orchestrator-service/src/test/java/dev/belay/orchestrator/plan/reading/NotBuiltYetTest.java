package dev.belay.orchestrator.plan.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.documents.Finding;
import dev.belay.orchestrator.plan.PlanTexts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the language has and nothing carries out so far is refused in one sentence, and in no other. */
class NotBuiltYetTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "rehearse: database\nundo: none",
                "rollout: v2\nundo: none",
                "maintenance: on\nundo: restore",
                "approve: Go?\nshow: [migrations, changes]",
                "check: a\nhttp: [{get: /, faster: 30%}]",
            })
    void inAStep(String step) {
        assertThat(codes(PlanTexts.withSteps(step))).containsExactly("not-built-yet");
    }

    private static List<String> codes(String yaml) {
        List<Finding> findings = PlanTexts.findings(yaml, Map.of());
        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.message()).endsWith(" is not built yet.");
            assertThat(finding.suggestion()).isNotEmpty();
        });
        return findings.stream().map(Finding::code).toList();
    }
}
