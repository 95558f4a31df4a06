package dev.belay.orchestrator.workflow;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.EventBody;
import dev.belay.contracts.StepStatus;
import dev.belay.orchestrator.plan.Phase;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.StepDefinition;
import dev.belay.orchestrator.plan.Turn;
import java.util.List;

/** Walks through the plan, and back where it must. */
final class Walk {
    private final DeploymentRequest request;
    private final EventLog events;
    private final Decisions decisions;
    private final Approvals approvals;
    private final StepRunner steps;
    private final Rollback rollback;
    private final ChangeHours hours;
    private final Together together;

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
        together = new Together(events, decisions, steps);
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
            perform(atOnce.steps());
        } else if (turn instanceof Turn.LeftOut leftOut) {
            events.step(leftOut.step().id(), StepStatus.SKIPPED, leftOut.reason());
        }
    }

    private void perform(List<Step> atOnce) {
        for (Step step : atOnce) {
            decisions.turnBackIfCancelled();
            hours.admit(step);
            mentionOwner(step);
        }
        if (atOnce.size() == 1) {
            perform(atOnce.get(0));
        } else {
            together.run(atOnce);
        }
    }

    private void perform(Step step) {
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
