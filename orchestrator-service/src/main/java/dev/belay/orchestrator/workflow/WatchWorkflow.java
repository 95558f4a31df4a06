package dev.belay.orchestrator.workflow;

import dev.belay.contracts.DeploymentId;
import dev.belay.orchestrator.workflow.request.DecisionRequest;
import dev.belay.orchestrator.workflow.request.WatchRequest;
import dev.belay.orchestrator.workflow.undo.PreviewAnswer;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/** Looks over time at a deployment that is through: the last watch of its plan and the checks that come later. */
@WorkflowInterface
public interface WatchWorkflow {
    /** The workflow's id is made of the deployment's. */
    static String workflowId(DeploymentId id) {
        return "watch/" + id;
    }

    @WorkflowMethod
    void run(WatchRequest request);

    /** Takes a person's decision; refused, with why, where it is not open. */
    @UpdateMethod
    void decide(DecisionRequest decision);

    /**
     * What a rollback would take back if it began now.
     *
     * @param to the step that stays, {@code beginning}, or absent for as far as the plan says
     */
    @QueryMethod
    PreviewAnswer previewRollback(@Nullable String to);

    @UpdateValidatorMethod(updateName = "decide")
    void validateDecide(DecisionRequest decision);
}
