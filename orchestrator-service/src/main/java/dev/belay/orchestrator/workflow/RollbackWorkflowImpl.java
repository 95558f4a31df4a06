package dev.belay.orchestrator.workflow;

import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;

/** Takes a deployment back from what its watch has handed over. */
public class RollbackWorkflowImpl implements RollbackWorkflow {
    private final DeploymentActivities activities;
    private final EventLog events;
    private final Decisions decisions;

    /** What answers updates must stand before the first one can arrive. */
    @WorkflowInit
    public RollbackWorkflowImpl(Handover handover, String reason) {
        activities = Workflow.newActivityStub(DeploymentActivities.class, Succession.repeated());
        events = EventLog.continued(handover.request().id(), activities, handover.told());
        decisions = new Decisions(
                events, handover.request().requester().name(), handover.told().asked());
    }

    @Override
    public void run(Handover handover, String reason) {
        events.open();
        decisions.goingBack();
        DeploymentRequest request = handover.request();
        Executor executor =
                new Executor(request, events, decisions, Succession.dispatchers(request.pace()), activities);
        executor.remember(handover.done());
        UndoList undo = UndoList.of(handover.undo());
        StepRunner steps = new StepRunner(
                events, decisions, executor, new UndoRecorder(request, events, executor, undo), undo, request);
        new Rollback(request, events, decisions, executor, undo, steps)
                .run(new TurnBack(TurnBack.Cause.FAILURE, reason));
        events.flush();
    }

    @Override
    public void decide(DecisionRequest decision) {
        decisions.take(decision);
    }

    @Override
    public void validateDecide(DecisionRequest decision) {
        decisions.validate(decision);
    }
}
