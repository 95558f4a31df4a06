package dev.belay.orchestrator.plan.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.documents.Finding;
import dev.belay.orchestrator.plan.PlanTexts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key that other kinds of step have is refused with the reason where a kind cannot have it, and in no other words. */
class RefusedKeysTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "backup: database\nundo: none",
                "rehearse: database\nundo: none",
                "rollout: v2\nundo: none",
                "maintenance: on\nundo: restore",
                "check: a\nhttp: [{get: /}]\nundo: none",
            })
    void inAStep(String step) {
        List<Finding> findings = PlanTexts.findings(PlanTexts.withSteps(step), Map.of());

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("no-place");
            assertThat(finding.message())
                    .containsPattern("^\"undo\" of step \"[a-z]+-1\" has no place there\\. \\w.*\\.$");
            assertThat(finding.suggestion()).isEqualTo("Remove it.");
        });
    }
}
