package dev.belay.orchestrator.deployment.view;

import dev.belay.contracts.Role;
import dev.belay.contracts.StepId;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.EventBody.DecisionMade;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decision that a person, or a deadline, has made.
 *
 * @param argument the task of a repair, or how far a rollback goes
 */
public record DecisionView(
        String id,
        @Nullable StepId step,
        DecisionKind decision,
        @Nullable String argument,
        String by,
        Role role,
        String comment,
        Instant at) {
    static DecisionView of(DecisionMade made, Instant at) {
        return new DecisionView(
                made.decisionId(),
                made.step(),
                made.decision(),
                made.argument(),
                made.by(),
                made.role(),
                made.comment(),
                at);
    }
}
