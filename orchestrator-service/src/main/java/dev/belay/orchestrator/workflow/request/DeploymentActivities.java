package dev.belay.orchestrator.workflow.request;

import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.message.Cancellation;
import dev.belay.contracts.message.Result;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/** What the workflow asks of the world. */
@ActivityInterface
public interface DeploymentActivities {
    /** Sends one lease of an execution to its worker; the worker's answer completes it, from outside. */
    Result dispatch(DispatchRequest request);

    /** Publishes events in their order. */
    void publish(List<DeploymentEvent> events);

    /** Tells the workers of a pool to stop an execution. */
    void cancel(String pool, Cancellation cancellation);
}
