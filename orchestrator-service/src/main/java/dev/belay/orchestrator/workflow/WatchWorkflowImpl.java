package dev.belay.orchestrator.workflow;

import dev.belay.orchestrator.workflow.decision.Decisions;
import dev.belay.orchestrator.workflow.event.EventLog;
import dev.belay.orchestrator.workflow.execution.Executor;
import dev.belay.orchestrator.workflow.request.DecisionRequest;
import dev.belay.orchestrator.workflow.request.DeploymentActivities;
import dev.belay.orchestrator.workflow.request.DeploymentRequest;
import dev.belay.orchestrator.workflow.request.EnvironmentActivities;
import dev.belay.orchestrator.workflow.request.Handover;
import dev.belay.orchestrator.workflow.request.WatchRequest;
import dev.belay.orchestrator.workflow.undo.PreviewAnswer;
import dev.belay.orchestrator.workflow.undo.WayBack;
import dev.belay.orchestrator.workflow.watching.LaterLook;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import org.jspecify.annotations.Nullable;

/** Watches a deployment that is through, until it has ended well, is to be taken back, or its history has grown long. */
public class WatchWorkflowImpl implements WatchWorkflow {
    private final DeploymentActivities activities;
    private final EventLog events;
    private final Decisions decisions;
    private @Nullable WayBack wayBack;

    /** What answers updates must stand before the first one can arrive. */
    @WorkflowInit
    public WatchWorkflowImpl(WatchRequest request) {
        Handover handover = request.handover();
        activities = Workflow.newActivityStub(DeploymentActivities.class, Succession.repeated());
        events = EventLog.continued(handover.request().id(), activities, handover.told());
        decisions = new Decisions(
                events, handover.request().requester().name(), handover.told().asked());
        decisions.takeOver(request.cancel());
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
        WayBack way = new WayBack(request.handover(), events, environment);
        wayBack = way;
        decisions.offerRollback(way::refusal);
        LaterLook look = new LaterLook(request, events, decisions, executor, way);
        LaterLook.End end = look.run();
        events.flush();
        while (end instanceof LaterLook.GoesOn && decisions.arePending()) {
            end = look.run();
            events.flush();
        }
        if (end instanceof LaterLook.TakenBack takenBack) {
            Succession.takeBack(handover(request, executor), takenBack.reason(), takenBack.to());
        } else if (end instanceof LaterLook.GoesOn goesOn) {
            Workflow.continueAsNew(
                    new WatchRequest(handover(request, executor), goesOn.watch(), goesOn.checks(), null));
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
    public PreviewAnswer previewRollback(@Nullable String to) {
        WayBack way = wayBack;
        return way == null || decisions.isGoingBack() ? PreviewAnswer.goingBack() : way.preview(to);
    }

    @Override
    public void validateDecide(DecisionRequest decision) {
        decisions.validate(decision);
    }
}
