package dev.belay.orchestrator.plan.step;

import dev.belay.contracts.StepKind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts a release live. */
public record RolloutStep(String version, Map<String, String> settings) implements StepDefinition {
    public RolloutStep {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    @Override
    public StepKind kind() {
        return StepKind.ROLLOUT;
    }

    @Override
    public boolean needsRelease() {
        return true;
    }
}
