package dev.belay.orchestrator.workflow;

import dev.belay.contracts.DeploymentId;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Takes back a deployment that was through, after its watch has said so. */
@WorkflowInterface
public interface RollbackWorkflow {
    /** The workflow's id is made of the deployment's. */
    static String workflowId(DeploymentId id) {
        return "rollback/" + id;
    }

    @WorkflowMethod
    void run(Handover handover, String reason);

    /** Takes a person's decision; refused, with why, where it is not open. */
    @UpdateMethod
    void decide(DecisionRequest decision);

    @UpdateValidatorMethod(updateName = "decide")
    void validateDecide(DecisionRequest decision);
}
