package dev.belay.orchestrator.workflow.event;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.event.EventBody;
import dev.belay.messaging.trace.LogContext;
import io.temporal.workflow.Workflow;
import org.slf4j.Logger;

/** Tells the log what people may look for there; once, however often the workflow is replayed. */
final class EventLines {
    private static final Logger LOG = Workflow.getLogger(EventLines.class);

    private EventLines() {}

    static void write(DeploymentId deployment, EventBody body) {
        if (body instanceof EventBody.StatusChanged changed) {
            try (LogContext context = LogContext.of(deployment)) {
                LOG.info("Deployment {} is {}: {}", deployment, changed.status(), changed.reason());
            }
        } else if (body instanceof EventBody.StepChanged changed) {
            try (LogContext context = context(deployment, changed)) {
                LOG.info("Step {} of deployment {} is {}", changed.step(), deployment, changed.status());
            }
        }
    }

    private static LogContext context(DeploymentId deployment, EventBody.StepChanged changed) {
        ExecutionId execution = changed.execution();
        return execution == null ? LogContext.of(deployment, changed.step()) : LogContext.of(execution);
    }
}
