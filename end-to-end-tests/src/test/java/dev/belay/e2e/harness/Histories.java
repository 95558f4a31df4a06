package dev.belay.e2e.harness;

import dev.belay.contracts.DeploymentId;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.nio.charset.StandardCharsets;

/** What Temporal remembers of deployments. */
public final class Histories {
    private final String target;

    public Histories(Installation installation) {
        this.target = installation.temporalTarget();
    }

    /** The whole history of a deployment's run with its payloads, byte for byte. */
    public String of(DeploymentId deployment) {
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(target).build());
        try {
            GetWorkflowExecutionHistoryResponse page = stubs.blockingStub()
                    .getWorkflowExecutionHistory(GetWorkflowExecutionHistoryRequest.newBuilder()
                            .setNamespace("belay")
                            .setExecution(WorkflowExecution.newBuilder().setWorkflowId("deployment/" + deployment))
                            .setMaximumPageSize(1_000)
                            .build());
            return new String(page.getHistory().toByteArray(), StandardCharsets.ISO_8859_1);
        } finally {
            stubs.shutdownNow();
        }
    }
}
