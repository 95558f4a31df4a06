package dev.belay.cli.api;

import java.util.Map;

/**
 * A deployment to be started.
 *
 * @param plan YAML text, or a name that the server knows
 * @param comment may be empty
 */
public record StartRequest(String plan, String environment, Map<String, String> parameters, String comment) {
    public StartRequest {
        parameters = Map.copyOf(parameters);
    }
}
