package dev.belay.cli.api.request;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A deployment to be started.
 *
 * @param plan YAML text, or a name that the server knows
 * @param files the texts of the files that it uses, by their paths
 * @param at when it is to begin, absent for at once
 * @param comment may be empty
 */
public record StartRequest(
        String plan,
        Map<String, String> files,
        String environment,
        Map<String, String> parameters,
        @Nullable String at,
        String comment) {
    public StartRequest {
        files = Map.copyOf(files);
        parameters = Map.copyOf(parameters);
    }
}
