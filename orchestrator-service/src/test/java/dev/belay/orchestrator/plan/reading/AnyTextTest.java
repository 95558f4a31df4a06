package dev.belay.orchestrator.plan.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.belay.orchestrator.plan.PlanTexts;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is written, the reader answers with a plan or with findings. */
class AnyTextTest {
    private static final Map<String, String> VERSION = Map.of("version", "v2.0.0");
    private static final List<String> SCRAPS = List.of(
            "",
            " ",
            "\n",
            ":",
            "- ",
            "[",
            "]",
            "{",
            "}",
            "\"",
            "'",
            "#",
            "${",
            "}",
            "&a ",
            "*a",
            "!b ",
            "? ",
            "|\n",
            "> ",
            "none",
            "at least",
            "-1",
            "99999999999",
            "\t",
            "\uE000",
            "\u0000",
            "watch: ",
            "check: ",
            "id: ");

    @Test
    void isReadOrRefusedWithFindings() {
        String plan = PlanTexts.resource("bookshop.yaml");
        long seed = System.nanoTime();
        Random random = new Random(seed);

        for (int round = 0; round < 3_000; round++) {
            String text = spoilt(plan, random);
            try {
                PlanReading reading = new PlanReader().read("plan.yaml", text, VERSION);
                new PlanReader().readDeclaration("plan.yaml", text);
                if (reading instanceof PlanReading.Refused refused) {
                    assertThat(refused.findings())
                            .as("seed %d, round %d", seed, round)
                            .isNotEmpty();
                }
            } catch (RuntimeException failure) {
                fail("seed %d, round %d%n%s".formatted(seed, round, text), failure);
            }
        }
    }

    private static String spoilt(String plan, Random random) {
        StringBuilder text = new StringBuilder(plan);
        for (int cut = random.nextInt(4); cut >= 0; cut--) {
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + random.nextInt(12));
            text.replace(from, to, SCRAPS.get(random.nextInt(SCRAPS.size())));
        }
        return text.toString();
    }
}
