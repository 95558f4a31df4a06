package dev.belay.orchestrator.deployment.intake;

import dev.belay.contracts.Role;
import dev.belay.contracts.StepId;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.orchestrator.deployment.view.DeploymentView;
import org.jspecify.annotations.Nullable;

/** Which role a decision needs. */
final class DecisionRoles {
    private DecisionRoles() {}

    static Role needed(DecisionKind kind, @Nullable StepId step, DeploymentView view) {
        return switch (kind) {
            case APPROVE, REJECT -> asked(kind, step, view);
            case CANCEL, RETRY -> Role.OPERATOR;
            case REPAIR, SKIP, ROLLBACK, DONE, CLOSE, VOUCH, ACKNOWLEDGE -> Role.RELEASE_MANAGER;
        };
    }

    private static Role asked(DecisionKind kind, @Nullable StepId step, DeploymentView view) {
        return view.conversation().questions().stream()
                .filter(question -> step == null || question.step().equals(step))
                .filter(question -> question.options().contains(kind))
                .map(question -> question.role())
                .max(Role::compareTo)
                .orElse(Role.RELEASE_MANAGER);
    }
}
