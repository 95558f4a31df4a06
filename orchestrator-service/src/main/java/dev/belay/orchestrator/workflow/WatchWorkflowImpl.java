package dev.belay.orchestrator.workflow;

import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;

/** Watches a deployment that is through, until it has ended well, is to be taken back, or its history has grown long. */
public class WatchWorkflowImpl implements WatchWorkflow {
    private final DeploymentActivities activities;
    private final EventLog events;
    private final Decisions decisions;

    /** What answers updates must stand before the first one can arrive. */
    @WorkflowInit
    public WatchWorkflowImpl(WatchRequest request) {
        Handover handover = request.handover();
        activities = Workflow.newActivityStub(DeploymentActivities.class, Succession.repeated());
        events = EventLog.continued(handover.request().id(), activities, handover.told());
        decisions = new Decisions(
                events, handover.request().requester().name(), handover.told().asked());
    }

    @Override
    public void run(WatchRequest request) {
        events.open();
        DeploymentRequest deployment = request.handover().request();
        Executor executor =
                new Executor(deployment, events, decisions, Succession.dispatchers(deployment.pace()), activities);
        executor.remember(request.handover().done());
        EnvironmentActivities environment =
                Workflow.newActivityStub(EnvironmentActivities.class, Succession.repeated());
        WayBack wayBack = new WayBack(request.handover(), events, environment);
        LaterLook look = new LaterLook(request, events, decisions, executor, wayBack);
        LaterLook.End end = look.run();
        events.flush();
        if (end instanceof LaterLook.TakenBack takenBack) {
            Succession.takeBack(handover(request, executor), takenBack.reason());
        } else if (end instanceof LaterLook.GoesOn goesOn) {
            Workflow.continueAsNew(new WatchRequest(handover(request, executor), goesOn.watch(), goesOn.checks()));
        }
    }

    private Handover handover(WatchRequest request, Executor executor) {
        Handover before = request.handover();
        return new Handover(
                before.request(), events.told(decisions.asked()), executor.memory(), before.undo(), before.measured());
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
