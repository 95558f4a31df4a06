package dev.belay.orchestrator.plan.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.orchestrator.plan.PlanTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the description of the language shows is what the reader takes. */
class DocumentedLanguageTest {
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Path DESCRIPTION = Path.of("..", "docs", "plan-language.md");

    @Test
    void takesTheExamplePlan() throws IOException {
        assertThat(PlanTexts.compiled(examples().get(0), Map.of("version", "v2.0.0"))
                        .plan()
                        .steps())
                .hasSize(9);
    }

    @Test
    void takesTheExampleChecks() throws IOException {
        String steps = example("- check:").indent(6);

        assertThat(PlanTexts.findings("plan: shop\nphases:\n  - phase: check\n    steps:\n" + steps, Map.of()))
                .isEmpty();
    }

    @Test
    void takesTheExampleOfAPhaseThatIsKept() throws IOException {
        assertThat(PlanTexts.findings("plan: shop\n" + example("phases:"), Map.of()))
                .isEmpty();
    }

    @Test
    void takesTheExampleOfARehearsal() throws IOException {
        String steps = example("- rehearse:").indent(6);

        assertThat(PlanTexts.findings("plan: shop\nphases:\n  - phase: prepare\n    steps:\n" + steps, Map.of()))
                .isEmpty();
    }

    @Test
    void takesTheExampleOfOnlineOperations() throws IOException {
        String steps = example("- migrate:").indent(6);

        assertThat(PlanTexts.findings("plan: shop\nphases:\n  - phase: change\n    steps:\n" + steps, Map.of()))
                .isEmpty();
    }

    @Test
    void takesTheExampleOfTheTiming() throws IOException {
        assertThat(PlanTexts.findings(
                        example("window:") + example("cron:") + PlanTexts.withSteps("notify: a"), Map.of()))
                .isEmpty();
    }

    /** What is expected now is left in {@code target}, to be looked at and copied. */
    @Test
    void hasATableOfKeysForEveryPartAsTheReadersKnowThem() throws IOException {
        String description = Files.readString(DESCRIPTION);
        String anew = KeyTables.writtenAnew(description);
        Files.writeString(Path.of("target", "plan-language.md"), anew);

        assertThat(KeyTables.named(description)).containsExactlyInAnyOrderElementsOf(KeyTables.expected());
        assertThat(description).isEqualTo(anew);
    }

    private static String example(String beginning) throws IOException {
        return examples().stream()
                .filter(example -> example.startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(DESCRIPTION))
                .results()
                .map((MatchResult example) -> example.group(1))
                .toList();
    }
}
