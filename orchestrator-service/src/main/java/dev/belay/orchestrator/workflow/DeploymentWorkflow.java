package dev.belay.orchestrator.workflow;

import dev.belay.orchestrator.workflow.request.DecisionRequest;
import dev.belay.orchestrator.workflow.request.DeploymentRequest;
import dev.belay.orchestrator.workflow.undo.PreviewAnswer;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/** One run of a plan on an environment. */
@WorkflowInterface
public interface DeploymentWorkflow {
    String TASK_QUEUE = "belay-deployments";

    /** The workflow's id is made of the deployment's. */
    static String workflowId(dev.belay.contracts.DeploymentId id) {
        return "deployment/" + id;
    }

    @WorkflowMethod
    void run(DeploymentRequest request);

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
