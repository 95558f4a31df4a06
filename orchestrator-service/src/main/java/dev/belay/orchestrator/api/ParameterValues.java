package dev.belay.orchestrator.api;

import dev.belay.orchestrator.api.problem.ApiRefusal;
import dev.belay.orchestrator.api.problem.ProblemCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a body, none of which may be null. */
final class ParameterValues {
    private ParameterValues() {}

    static Map<String, String> of(@Nullable Map<String, String> parameters) {
        if (parameters == null) {
            return Map.of();
        }
        parameters.forEach((name, value) -> {
            if (value == null) {
                throw new ApiRefusal(
                        ProblemCode.VALUE_INVALID,
                        "Parameter \"" + name + "\" is null; expected text.",
                        "Send its value as text, or leave it out.");
            }
        });
        return Map.copyOf(parameters);
    }
}
