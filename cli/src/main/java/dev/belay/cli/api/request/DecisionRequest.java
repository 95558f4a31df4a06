package dev.belay.cli.api.request;

import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.StepId;
import dev.belay.contracts.event.DecisionKind;
import org.jspecify.annotations.Nullable;

/**
 * What a person has decided.
 *
 * @param id chosen by the caller; the same id again is the same decision again
 * @param execution what the person saw, so that a late click meets no other execution
 * @param step absent where the decision is about the whole deployment
 * @param question the question that the person saw, so that a late click meets no later one
 * @param to how far a rollback goes
 * @param task which of the offered tasks a repair runs
 */
public record DecisionRequest(
        String id,
        @Nullable ExecutionId execution,
        @Nullable StepId step,
        @Nullable String question,
        DecisionKind decision,
        @Nullable String to,
        @Nullable String task,
        String comment) {}
