package dev.belay.orchestrator.workflow;

import dev.belay.orchestrator.workflow.decision.Decisions;
import dev.belay.orchestrator.workflow.decision.TurnBack;
import dev.belay.orchestrator.workflow.event.EventLog;
import dev.belay.orchestrator.workflow.execution.Executor;
import dev.belay.orchestrator.workflow.execution.Fencing;
import dev.belay.orchestrator.workflow.request.BackTo;
import dev.belay.orchestrator.workflow.request.DecisionRequest;
import dev.belay.orchestrator.workflow.request.DeploymentActivities;
import dev.belay.orchestrator.workflow.request.DeploymentRequest;
import dev.belay.orchestrator.workflow.request.EnvironmentActivities;
import dev.belay.orchestrator.workflow.request.Handover;
import dev.belay.orchestrator.workflow.rollback.Rollback;
import dev.belay.orchestrator.workflow.step.StepRunner;
import dev.belay.orchestrator.workflow.step.UndoRecorder;
import dev.belay.orchestrator.workflow.undo.PreviewAnswer;
import dev.belay.orchestrator.workflow.undo.UndoList;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import org.jspecify.annotations.Nullable;

/** Takes a deployment back from what its watch has handed over. */
public class RollbackWorkflowImpl implements RollbackWorkflow {
    private final DeploymentActivities activities;
    private final EnvironmentActivities environments;
    private final EventLog events;
    private final Decisions decisions;
    private final UndoList undo;

    /** What answers updates must stand before the first one can arrive. */
    @WorkflowInit
    public RollbackWorkflowImpl(Handover handover, String reason, @Nullable String to) {
        activities = Workflow.newActivityStub(DeploymentActivities.class, Succession.repeated());
        environments = Workflow.newActivityStub(EnvironmentActivities.class, Succession.repeated());
        events = EventLog.continued(handover.request().id(), activities, handover.told());
        decisions = new Decisions(
                events, handover.request().requester().name(), handover.told().asked());
        undo = UndoList.of(handover.undo());
    }

    @Override
    public void run(Handover handover, String reason, @Nullable String to) {
        events.open();
        decisions.goingBack();
        DeploymentRequest request = handover.request();
        Executor executor =
                new Executor(request, events, decisions, Succession.dispatchers(request.pace()), activities);
        executor.remember(handover.done());
        Fencing fencing = new Fencing(request, events, executor, environments);
        StepRunner steps = new StepRunner(
                events, decisions, executor, new UndoRecorder(request, events, executor, undo), undo, fencing, request);
        new Rollback(request, events, decisions, executor, undo, steps, fencing)
                .run(new TurnBack(TurnBack.Cause.FAILURE, reason, BackTo.of(to)));
        events.flush();
    }

    @Override
    public void decide(DecisionRequest decision) {
        decisions.take(decision);
    }

    @Override
    public PreviewAnswer previewRollback(@Nullable String to) {
        return decisions.rollbackIsOpen() ? PreviewAnswer.of(undo, to) : PreviewAnswer.goingBack();
    }

    @Override
    public void validateDecide(DecisionRequest decision) {
        decisions.validate(decision);
    }
}
