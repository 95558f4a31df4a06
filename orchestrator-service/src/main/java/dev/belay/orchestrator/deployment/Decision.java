package dev.belay.orchestrator.deployment;

import dev.belay.contracts.DecisionKind;
import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.Role;
import dev.belay.contracts.StepId;
import org.jspecify.annotations.Nullable;

/**
 * What a person has decided about a deployment.
 *
 * @param id chosen by the caller; the same id again is the same decision again
 * @param execution what the person saw when deciding, so that a late click meets no other execution
 * @param step absent where the decision is about the whole deployment
 * @param role the role that the person decided in
 */
public record Decision(
        DeploymentId deployment,
        String id,
        @Nullable ExecutionId execution,
        @Nullable StepId step,
        DecisionKind kind,
        String by,
        Role role,
        String comment) {}
