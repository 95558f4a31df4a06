package dev.belay.orchestrator.deployment;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.Role;
import dev.belay.contracts.StepId;
import dev.belay.contracts.event.DecisionKind;
import org.jspecify.annotations.Nullable;

/**
 * What a person has decided about a deployment.
 *
 * @param id chosen by the caller; the same id again is the same decision again
 * @param argument what the decision names besides: the task of a repair, or how far a rollback goes
 * @param role the role that the person decided in
 */
public record Decision(
        DeploymentId deployment,
        String id,
        Seen seen,
        DecisionKind kind,
        @Nullable String argument,
        String by,
        Role role,
        String comment) {

    /**
     * What the person saw when deciding, so that a late click meets nothing else; what is absent was not named.
     *
     * @param question the question's id
     */
    public record Seen(
            @Nullable ExecutionId execution,
            @Nullable StepId step,
            @Nullable String question) {}

    /** Absent where the decision is about the whole deployment. */
    public @Nullable StepId step() {
        return seen.step();
    }
}
