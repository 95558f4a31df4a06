package dev.belay.orchestrator.api;

import dev.belay.contracts.DecisionKind;
import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.StepId;
import dev.belay.orchestrator.api.problem.ApiRefusal;
import dev.belay.orchestrator.api.problem.ProblemCode;
import dev.belay.orchestrator.deployment.Decision;
import dev.belay.orchestrator.security.Caller;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The body of a decision.
 *
 * @param id chosen by the caller; the same id again is the same decision again
 * @param execution the step's execution as the caller saw it
 * @param step absent where the decision is about the whole deployment
 * @param decision such as {@code approve}
 */
record DecisionBody(
        @Nullable String id,
        @Nullable String execution,
        @Nullable String step,
        @Nullable String decision,
        @Nullable String comment) {
    Decision decision(DeploymentId deployment, Caller caller) {
        return new Decision(
                deployment,
                RequiredField.text("id", id, "an id of your choice, so that the decision can be repeated safely"),
                execution == null ? null : parsed("execution", execution, ExecutionId::parse, "deployment/step/do/1"),
                step == null ? null : parsed("step", step, StepId::new, "the id of a step"),
                parsed("decision", RequiredField.text("decision", decision, kinds()), DecisionKind::parse, kinds()),
                caller.name(),
                caller.role(),
                comment == null ? "" : comment);
    }

    private static <T> T parsed(String field, String value, Function<String, T> parser, String expected) {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException illFormed) {
            throw new ApiRefusal(
                    ProblemCode.VALUE_INVALID,
                    "Field \"" + field + "\" is \"" + value + "\"; expected " + expected + ".",
                    "Mend the field \"" + field + "\".");
        }
    }

    private static String kinds() {
        return "one of "
                + Arrays.stream(DecisionKind.values()).map(DecisionKind::label).collect(Collectors.joining(", "));
    }
}
