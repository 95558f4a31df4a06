package dev.belay.orchestrator.workflow;

import dev.belay.contracts.DeploymentId;
import dev.belay.orchestrator.workflow.request.DecisionRequest;
import dev.belay.orchestrator.workflow.request.Handover;
import dev.belay.orchestrator.workflow.undo.PreviewAnswer;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/** Takes back a deployment that was through, after its watch has said so. */
@WorkflowInterface
public interface RollbackWorkflow {
    /** The workflow's id is made of the deployment's. */
    static String workflowId(DeploymentId id) {
        return "rollback/" + id;
    }

    /** @param to how far, absent for as far as the plan says */
    @WorkflowMethod
    void run(Handover handover, String reason, @Nullable String to);

    /** Takes a person's decision; refused, with why, where it is not open. */
    @UpdateMethod
    void decide(DecisionRequest decision);

    /**
     * What going back further would take back.
     *
     * @param to the step that stays, or {@code beginning}
     */
    @QueryMethod
    PreviewAnswer previewRollback(@Nullable String to);

    @UpdateValidatorMethod(updateName = "decide")
    void validateDecide(DecisionRequest decision);
}
