package dev.belay.orchestrator.plan.step;

import dev.belay.contracts.StepKind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs a task of the environment. */
public record RunStep(String task, Map<String, String> arguments, boolean dryRunFirst, Undo undo)
        implements StepDefinition {
    public RunStep {
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    }

    @Override
    public StepKind kind() {
        return StepKind.RUN;
    }

    @Override
    public boolean needsRelease() {
        return true;
    }
}
