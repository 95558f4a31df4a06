package dev.belay.orchestrator.workflow.request;

import dev.belay.contracts.Role;
import dev.belay.contracts.StepId;
import dev.belay.contracts.event.DecisionKind;
import org.jspecify.annotations.Nullable;

/**
 * What a person decided.
 *
 * @param id the same for every repetition of one click
 * @param seen what the person was looking at
 * @param argument what the decision names besides: the task of a repair, or how far a rollback goes
 */
public record DecisionRequest(
        String id, DecisionKind kind, Seen seen, @Nullable String argument, String by, Role role, String comment) {

    /**
     * What a person was looking at when deciding; what is absent was not named.
     *
     * @param question the id of the question, so that a late click meets no later one
     */
    public record Seen(@Nullable StepId step, @Nullable String question) {}

    /** For those who come too late. */
    public String told() {
        return by + " has decided \"" + kind.label() + "\"" + (comment.isBlank() ? "" : " (" + comment + ")");
    }
}
