package dev.belay.orchestrator.workflow;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.event.EventBody;
import dev.belay.orchestrator.workflow.decision.Decisions;
import dev.belay.orchestrator.workflow.event.EventLog;
import dev.belay.orchestrator.workflow.event.Outlines;
import dev.belay.orchestrator.workflow.execution.Executor;
import dev.belay.orchestrator.workflow.execution.Fencing;
import dev.belay.orchestrator.workflow.request.DecisionRequest;
import dev.belay.orchestrator.workflow.request.DeploymentActivities;
import dev.belay.orchestrator.workflow.request.DeploymentRequest;
import dev.belay.orchestrator.workflow.request.EnvironmentActivities;
import dev.belay.orchestrator.workflow.undo.PreviewAnswer;
import dev.belay.orchestrator.workflow.undo.UndoList;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import org.jspecify.annotations.Nullable;

/** One run of a plan, with the workers reached through activities. */
public class DeploymentWorkflowImpl implements DeploymentWorkflow {
    private final DeploymentRequest request;
    private final DeploymentActivities activities;
    private final EnvironmentActivities environments;
    private final EventLog events;
    private final Decisions decisions;
    private final UndoList undo = new UndoList();

    /** What answers updates must stand before the first one can arrive. */
    @WorkflowInit
    public DeploymentWorkflowImpl(DeploymentRequest request) {
        this.request = request;
        activities = Workflow.newActivityStub(DeploymentActivities.class, Succession.repeated());
        environments = Workflow.newActivityStub(EnvironmentActivities.class, Succession.repeated());
        events = new EventLog(request.id(), activities);
        decisions = new Decisions(events, request.requester().name());
    }

    @Override
    public void run(DeploymentRequest started) {
        events.open();
        events.append(new EventBody.DeploymentStarted(
                Outlines.of(request.plan()),
                request.target().environment(),
                request.requester().name(),
                request.parameters(),
                request.requester().comment()));
        Executor executor =
                new Executor(request, events, decisions, Succession.dispatchers(request.pace()), activities);
        Walk walk = new Walk(
                request,
                events,
                decisions,
                executor,
                undo,
                new Fencing(request, events, executor, environments),
                environments);
        if (walk.mayBegin()) {
            events.status(
                    DeploymentStatus.RUNNING,
                    "Started by " + request.requester().name());
            walk.run();
        }
        events.flush();
        walk.handOn();
    }

    @Override
    public void decide(DecisionRequest decision) {
        decisions.take(decision);
    }

    @Override
    public void validateDecide(DecisionRequest decision) {
        decisions.validate(decision);
    }

    @Override
    public PreviewAnswer previewRollback(@Nullable String to) {
        return decisions.rollbackIsOpen() ? PreviewAnswer.of(undo, to) : PreviewAnswer.goingBack();
    }
}
