package dev.belay.orchestrator.workflow.rollback;

import dev.belay.orchestrator.workflow.decision.Decisions;
import dev.belay.orchestrator.workflow.request.DecisionRequest;

/** A person has ended the rollback as it is. */
final class RollbackClosed extends RuntimeException {
    private RollbackClosed(String reason) {
        super(reason, null, false, false);
    }

    static RollbackClosed by(DecisionRequest decision, String what) {
        return new RollbackClosed(
                "Closed by " + decision.by() + Decisions.comment(decision) + ". Left as it was: " + what);
    }
}
