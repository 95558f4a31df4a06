package dev.belay.orchestrator.workflow;

import dev.belay.orchestrator.workflow.request.DeploymentActivities;
import dev.belay.orchestrator.workflow.request.Handover;
import dev.belay.orchestrator.workflow.request.Pace;
import dev.belay.orchestrator.workflow.request.WatchRequest;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How the workflows of one deployment follow each other, and what they all ask of the world. */
final class Succession {
    private Succession() {}

    /** Publishing, and asking about the environment, may be repeated for ever: nothing else goes on without it. */
    static ActivityOptions repeated() {
        return ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofSeconds(30))
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofSeconds(1))
                        .setMaximumInterval(Duration.ofSeconds(10))
                        .build())
                .build();
    }

    /** One lease, one activity: Temporal never repeats it. */
    static Function<Duration, DeploymentActivities> dispatchers(Pace pace) {
        return longest -> Workflow.newActivityStub(
                DeploymentActivities.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(longest)
                        .setHeartbeatTimeout(pace.heartbeat())
                        .setRetryOptions(
                                RetryOptions.newBuilder().setMaximumAttempts(1).build())
                        .build());
    }

    /** Begins to watch, in a workflow of its own that outlives this one. */
    static void watch(WatchRequest request) {
        WatchWorkflow next = Workflow.newChildWorkflowStub(
                WatchWorkflow.class,
                outliving(WatchWorkflow.workflowId(request.handover().request().id())));
        Async.procedure(next::run, request);
        Workflow.getWorkflowExecution(next).get();
    }

    /** Takes everything back, in a workflow of its own that outlives this one. */
    static void takeBack(Handover handover, String reason, @Nullable String to) {
        RollbackWorkflow next = Workflow.newChildWorkflowStub(
                RollbackWorkflow.class,
                outliving(RollbackWorkflow.workflowId(handover.request().id())));
        Async.procedure(next::run, handover, reason, to);
        Workflow.getWorkflowExecution(next).get();
    }

    private static ChildWorkflowOptions outliving(String workflowId) {
        return ChildWorkflowOptions.newBuilder()
                .setWorkflowId(workflowId)
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                .build();
    }
}
