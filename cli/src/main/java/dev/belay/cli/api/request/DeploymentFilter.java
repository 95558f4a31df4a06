package dev.belay.cli.api.request;

import dev.belay.contracts.DeploymentStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which deployments are wanted; what is absent does not matter. */
public record DeploymentFilter(
        @Nullable String environment,
        @Nullable DeploymentStatus status,
        @Nullable String plan,
        int limit) {
    public Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        put(parameters, "environment", environment);
        put(parameters, "status", status);
        put(parameters, "plan", plan);
        put(parameters, "limit", limit);
        return parameters;
    }

    private static void put(Map<String, String> parameters, String name, @Nullable Object value) {
        if (value != null) {
            parameters.put(name, value.toString());
        }
    }
}
