package dev.belay.orchestrator.deployment.view;

import dev.belay.contracts.DecisionKind;
import dev.belay.contracts.EventBody.DecisionMade;
import dev.belay.contracts.Role;
import dev.belay.contracts.StepId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A decision that a person, or a deadline, has made. */
public record DecisionView(
        String id, @Nullable StepId step, DecisionKind decision, String by, Role role, String comment, Instant at) {
    static DecisionView of(DecisionMade made, Instant at) {
        return new DecisionView(
                made.decisionId(), made.step(), made.decision(), made.by(), made.role(), made.comment(), at);
    }
}
