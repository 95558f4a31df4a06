package dev.belay.orchestrator.api;

import dev.belay.orchestrator.api.problem.ApiRefusal;
import dev.belay.orchestrator.api.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/** Fields that a body must have. */
final class RequiredField {
    private RequiredField() {}

    static String text(String name, @Nullable String value, String meaning) {
        if (value == null || value.isBlank()) {
            throw new ApiRefusal(
                    ProblemCode.FIELD_MISSING,
                    "Field \"" + name + "\" is " + (value == null ? "missing" : "empty") + "; expected " + meaning
                            + ".",
                    "Send the field \"" + name + "\".");
        }
        return value;
    }
}
