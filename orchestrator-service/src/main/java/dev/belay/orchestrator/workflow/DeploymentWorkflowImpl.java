package dev.belay.orchestrator.workflow;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.EventBody;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;

/** One run of a plan, with the workers reached through activities. */
public class DeploymentWorkflowImpl implements DeploymentWorkflow {
    private final DeploymentRequest request;
    private final DeploymentActivities activities;
    private final EventLog events;
    private final Decisions decisions;

    /** What answers updates must stand before the first one can arrive. */
    @WorkflowInit
    public DeploymentWorkflowImpl(DeploymentRequest request) {
        this.request = request;
        activities = Workflow.newActivityStub(DeploymentActivities.class, publishing());
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
        Executor executor = new Executor(
                request,
                events,
                decisions,
                longest -> Workflow.newActivityStub(DeploymentActivities.class, dispatching(longest)),
                activities);
        events.status(
                DeploymentStatus.RUNNING, "Started by " + request.requester().name());
        new Walk(request, events, decisions, executor).run();
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
