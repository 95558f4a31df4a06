package dev.belay.orchestrator.workflow.decision;

import dev.belay.contracts.Role;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.step.ApproveStep;
import dev.belay.orchestrator.workflow.event.EventLog;
import dev.belay.orchestrator.workflow.request.BackTo;
import dev.belay.orchestrator.workflow.request.DecisionRequest;
import dev.belay.orchestrator.workflow.undo.UndoList;
import java.util.List;
import java.util.Optional;

/** The steps that wait for a person. */
public final class Approvals {
    private final EventLog events;
    private final Decisions decisions;
    private final UndoList undo;

    public Approvals(EventLog events, Decisions decisions, UndoList undo) {
        this.events = events;
        this.decisions = decisions;
        this.undo = undo;
    }

    /**
     * Asks and waits.
     *
     * @param facts what the question may show
     * @throws TurnBack when the answer is no, or none came in time
     */
    public void ask(Step step, ApproveStep approve, Facts facts) {
        Role role = approve.by().stream().min(Role::compareTo).orElse(Role.RELEASE_MANAGER);
        events.step(step.id(), StepStatus.WAITING, "");
        Optional<DecisionRequest> decision;
        try {
            decision = decisions.ask(new Question(
                    step.id(),
                    facts.in(approve),
                    undo.changed()
                            ? List.of(DecisionKind.APPROVE, DecisionKind.REJECT, DecisionKind.ROLLBACK)
                            : List.of(DecisionKind.APPROVE, DecisionKind.REJECT),
                    List.of(),
                    role,
                    approve.requesterAllowed(),
                    approve.expires(),
                    undo.everything(),
                    to -> undo.refusal(BackTo.of(to))));
        } catch (TurnBack cancelled) {
            events.step(step.id(), StepStatus.CANCELLED, cancelled.reason());
            throw cancelled;
        }
        if (decision.isEmpty()) {
            events.step(step.id(), StepStatus.FAILED, "Nobody decided in time");
            throw new TurnBack(TurnBack.Cause.DECISION, "Nobody decided \"" + approve.question() + "\" in time");
        }
        DecisionRequest made = decision.get();
        String by = made.by() + Decisions.comment(made);
        if (made.kind() == DecisionKind.REJECT) {
            events.step(step.id(), StepStatus.FAILED, "Rejected by " + by);
            throw new TurnBack(TurnBack.Cause.DECISION, "Rejected by " + by);
        }
        if (made.kind() == DecisionKind.ROLLBACK) {
            events.step(step.id(), StepStatus.FAILED, "Taken back by " + by);
            throw new TurnBack(TurnBack.Cause.DECISION, "Taken back by " + by, BackTo.of(made.argument()));
        }
        events.step(step.id(), StepStatus.SUCCEEDED, "Approved by " + by);
    }
}
