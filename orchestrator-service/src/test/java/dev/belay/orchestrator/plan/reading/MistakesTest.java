package dev.belay.orchestrator.plan.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.documents.Finding;
import dev.belay.orchestrator.plan.PlanTexts;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Typical mistakes with the exact sentences that people read about them. */
class MistakesTest {
    @Test
    void saysEveryMistakeOfAPlanAtOnceInTheOrderOfTheFile() {
        String report = String.join(
                "\n",
                PlanTexts.findings(PlanTexts.resource("mistakes.yaml"), Map.of("version", "2.0", "gradde", "critical"))
                        .stream()
                        .map(Finding::toString)
                        .toList());

        assertThat(report + "\n").isEqualToNormalizingNewlines(PlanTexts.resource("mistakes.txt"));
    }
}
