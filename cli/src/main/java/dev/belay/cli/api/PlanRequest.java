package dev.belay.cli.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plan to be judged.
 *
 * @param plan YAML text, or a name that the server knows
 * @param environment absent where the plan is judged by itself
 */
public record PlanRequest(String plan, @Nullable String environment, Map<String, String> parameters) {
    public PlanRequest {
        parameters = Map.copyOf(parameters);
    }
}
