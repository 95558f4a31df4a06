package dev.belay.orchestrator.api;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.StepId;
import dev.belay.contracts.event.DecisionKind;
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
 * @param question the id of the question as the caller saw it; a later question is not answered then
 * @param decision such as {@code approve}
 * @param to how far a {@code rollback} goes: the step that stays, with all before it, or {@code beginning}
 * @param task which of the offered tasks a {@code repair} runs
 */
record DecisionBody(
        @Nullable String id,
        @Nullable String execution,
        @Nullable String step,
        @Nullable String question,
        @Nullable String decision,
        @Nullable String to,
        @Nullable String task,
        @Nullable String comment) {
    Decision decision(DeploymentId deployment, Caller caller) {
        DecisionKind kind =
                parsed("decision", RequiredField.text("decision", decision, kinds()), DecisionKind::parse, kinds());
        return new Decision(
                deployment,
                RequiredField.text("id", id, "an id of your choice, so that the decision can be repeated safely"),
                new Decision.Seen(
                        execution == null
                                ? null
                                : parsed("execution", execution, ExecutionId::parse, "deployment/step/do/1"),
                        step == null ? null : parsed("step", step, StepId::new, "the id of a step"),
                        question),
                kind,
                argument(kind),
                caller.name(),
                caller.role(),
                comment == null ? "" : comment);
    }

    private @Nullable String argument(DecisionKind kind) {
        if (to != null && kind != DecisionKind.ROLLBACK) {
            throw misplaced("to", kind, DecisionKind.ROLLBACK);
        }
        if (task != null && kind != DecisionKind.REPAIR) {
            throw misplaced("task", kind, DecisionKind.REPAIR);
        }
        if (kind == DecisionKind.REPAIR) {
            return RequiredField.text("task", task, "one of the tasks that the question offers");
        }
        return to == null
                ? null
                : parsed("to", to, StepId::new, "the id of a step, or beginning")
                        .text();
    }

    private static ApiRefusal misplaced(String field, DecisionKind kind, DecisionKind expected) {
        return new ApiRefusal(
                ProblemCode.VALUE_INVALID,
                "Field \"" + field + "\" stands beside decision \"" + kind.label() + "\"; expected it beside \""
                        + expected.label() + "\" alone.",
                "Remove the field \"" + field + "\".");
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
