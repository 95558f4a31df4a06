package dev.belay.orchestrator.plan;

import dev.belay.documents.Finding;
import dev.belay.orchestrator.plan.reading.PlanReader;
import dev.belay.orchestrator.plan.reading.PlanReading;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans for tests. */
public final class PlanTexts {
    public static final String FILE = "plan.yaml";

    private PlanTexts() {}

    /** A plan with one phase of the given steps, which begin in line 5, column 7. */
    public static String withSteps(String... steps) {
        StringBuilder text = new StringBuilder("plan: shop\nphases:\n  - phase: change\n    steps:\n");
        for (String step : steps) {
            text.append("      - ")
                    .append(step.strip().replace("\n", "\n        "))
                    .append('\n');
        }
        return text.toString();
    }

    public static PlanReading.Compiled compiled(String yaml, Map<String, String> parameters) {
        PlanReading reading = new PlanReader().read(FILE, yaml, parameters);
        if (reading instanceof PlanReading.Compiled compiled) {
            return compiled;
        }
        throw new AssertionError("The plan is refused: " + reading);
    }

    public static Plan plan(String... steps) {
        return compiled(withSteps(steps), Map.of()).plan();
    }

    public static List<Finding> findings(String yaml, Map<String, String> parameters) {
        return findings(yaml, Map.of(), parameters);
    }

    /** The findings about a plan that uses files. */
    public static List<Finding> findings(String yaml, Map<String, String> files, Map<String, String> parameters) {
        PlanReading reading = new PlanReader().read(FILE, yaml, files, parameters);
        return reading instanceof PlanReading.Refused refused ? refused.findings() : List.of();
    }

    /** The findings about a plan with the given steps, as people read them. */
    public static List<String> complaints(String... steps) {
        return findings(withSteps(steps), Map.of()).stream()
                .map(Finding::toString)
                .toList();
    }

    public static String resource(String name) {
        try (InputStream stream = Optional.ofNullable(PlanTexts.class.getResourceAsStream("/plans/" + name))
                .orElseThrow()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
