package dev.belay.orchestrator.workflow;

import dev.belay.orchestrator.workflow.preview.Preview;
import dev.belay.orchestrator.workflow.request.DeploymentRequest;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Goes through a deployment without anybody doing anything, once for each step that may fail. */
@WorkflowInterface
public interface PreviewWorkflow {
    @WorkflowMethod
    Preview preview(DeploymentRequest request);
}
