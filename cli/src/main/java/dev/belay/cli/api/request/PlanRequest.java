package dev.belay.cli.api.request;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plan to be judged.
 *
 * @param plan YAML text, or a name that the server knows
 * @param files the texts of the files that it uses, by their paths
 * @param environment absent where the plan is judged by itself
 */
public record PlanRequest(
        String plan, Map<String, String> files, @Nullable String environment, Map<String, String> parameters) {
    public PlanRequest {
        files = Map.copyOf(files);
        parameters = Map.copyOf(parameters);
    }
}
