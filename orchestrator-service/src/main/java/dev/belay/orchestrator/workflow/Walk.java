package dev.belay.orchestrator.workflow;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.EventBody;
import dev.belay.contracts.StepStatus;
import dev.belay.orchestrator.plan.Phase;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.StepDefinition;
import dev.belay.orchestrator.plan.Turn;

/** Walks through the plan, and back where it must. */
final class Walk {
    private final DeploymentRequest request;
    private final EventLog events;
    private final Decisions decisions;
    private final Approvals approvals;
    private final StepRunner steps;
    private final Rollback rollback;
    private final ChangeHours hours;

    Walk(DeploymentRequest request, EventLog events, Decisions decisions, Executor executor) {
        this.request = request;
        this.events = events;
        this.decisions = decisions;
        UndoList undo = new UndoList();
        approvals = new Approvals(events, decisions);
        steps = new StepRunner(
                events, decisions, executor, new UndoRecorder(request, events, executor, undo), undo, request);
        rollback = new Rollback(request, events, decisions, executor, undo, steps);
        hours = new ChangeHours(request, events, decisions, undo);
    }

    /** Ends with a terminal status. */
    void run() {
        hours.plan();
        try {
            for (Phase phase : request.plan().phases()) {
                for (Turn turn : phase.turns()) {
                    take(turn);
                }
            }
            decisions.turnBackIfCancelled();
            events.status(DeploymentStatus.SUCCEEDED, "Every step has succeeded");
        } catch (TurnBack turned) {
            decisions.goingBack();
            rollback.run(turned);
        }
    }

    private void take(Turn turn) {
        if (turn instanceof Turn.AtOnce atOnce) {
            atOnce.steps().forEach(this::perform);
        } else if (turn instanceof Turn.LeftOut leftOut) {
            events.step(leftOut.step().id(), StepStatus.SKIPPED, leftOut.reason());
        }
    }

    private void perform(Step step) {
        decisions.turnBackIfCancelled();
        hours.admit(step);
        mentionOwner(step);
        if (step.definition() instanceof StepDefinition.Approve approve) {
            approvals.ask(step, approve);
        } else if (step.definition() instanceof StepDefinition.Notify notify) {
            events.step(step.id(), StepStatus.RUNNING, "");
            events.append(new EventBody.NotificationRequested(step.id(), notify.channel(), notify.text()));
            events.step(step.id(), StepStatus.SUCCEEDED, "");
        } else {
            steps.run(step);
        }
    }

    private void mentionOwner(Step step) {
        String owner = step.settings().owner();
        if (owner != null) {
            events.append(new EventBody.StepDue(step.id(), step.title(), owner));
        }
    }
}
