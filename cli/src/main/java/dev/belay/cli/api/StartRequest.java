package dev.belay.cli.api;

import java.util.Map;

/**
 * A deployment to be started.
 *
 * @param plan YAML text, or a name that the server knows
 * @param files the texts of the files that it uses, by their paths
 * @param comment may be empty
 */
public record StartRequest(
        String plan, Map<String, String> files, String environment, Map<String, String> parameters, String comment) {
    public StartRequest {
        files = Map.copyOf(files);
        parameters = Map.copyOf(parameters);
    }
}
