package dev.belay.orchestrator.workflow;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.EventBody;
import dev.belay.contracts.StepStatus;
import dev.belay.orchestrator.plan.Phase;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.StepDefinition;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;

/** Walks through the plan, and back where it must. */
public class DeploymentWorkflowImpl implements DeploymentWorkflow {
    private final DeploymentRequest request;
    private final EventLog events;
    private final Decisions decisions;
    private final UndoList undo = new UndoList();
    private final Approvals approvals;
    private final StepRunner steps;
    private final Rollback rollback;

    /** The parts must stand before the first update can arrive. */
    @WorkflowInit
    public DeploymentWorkflowImpl(DeploymentRequest request) {
        this.request = request;
        DeploymentActivities activities = Workflow.newActivityStub(DeploymentActivities.class, publishing());
        events = new EventLog(request.id(), activities);
        decisions = new Decisions(events, request.requester().name());
        Executor executor = new Executor(
                request,
                events,
                decisions,
                longest -> Workflow.newActivityStub(DeploymentActivities.class, dispatching(longest)),
                activities);
        approvals = new Approvals(events, decisions);
        steps = new StepRunner(
                events,
                decisions,
                executor,
                new UndoRecorder(request, events, executor, undo),
                undo,
                request.pace().pauseBetweenAttempts());
        rollback = new Rollback(request, events, decisions, executor, undo, steps);
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
        events.status(
                DeploymentStatus.RUNNING, "Started by " + request.requester().name());
        try {
            for (Phase phase : request.plan().phases()) {
                for (Step step : phase.steps()) {
                    perform(step);
                }
            }
            decisions.turnBackIfCancelled();
            events.status(DeploymentStatus.SUCCEEDED, "Every step has succeeded");
        } catch (TurnBack turned) {
            decisions.goingBack();
            rollback.run(turned);
        }
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

    private void perform(Step step) {
        decisions.turnBackIfCancelled();
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

    /** Publishing may be repeated for ever: nothing else goes on without it. */
    private static ActivityOptions publishing() {
        return ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofSeconds(30))
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofSeconds(1))
                        .setMaximumInterval(Duration.ofSeconds(10))
                        .build())
                .build();
    }

    /** One lease, one activity: Temporal never repeats it. */
    private ActivityOptions dispatching(Duration longest) {
        return ActivityOptions.newBuilder()
                .setStartToCloseTimeout(longest)
                .setHeartbeatTimeout(request.pace().heartbeat())
                .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                .build();
    }
}
