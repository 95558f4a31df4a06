package dev.belay.orchestrator.workflow.event;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.outcome.Account;
import dev.belay.contracts.outcome.Failure;
import dev.belay.orchestrator.workflow.request.DeploymentActivities;
import dev.belay.orchestrator.workflow.request.Handover;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers what happens and publishes it in that order; one publication at a time, so that no gap can be seen. */
public final class EventLog {
    private final DeploymentId deployment;
    private final DeploymentActivities activities;
    private final List<DeploymentEvent> unsent = new ArrayList<>();
    private long seq;
    private DeploymentStatus status = DeploymentStatus.PENDING;

    public EventLog(DeploymentId deployment, DeploymentActivities activities) {
        this.deployment = deployment;
        this.activities = activities;
    }

    /** Goes on from where another workflow of the deployment has stopped. */
    public static EventLog continued(DeploymentId deployment, DeploymentActivities activities, Handover.Told told) {
        EventLog log = new EventLog(deployment, activities);
        log.seq = told.seq();
        log.status = told.status();
        return log;
    }

    /** How far the events have come. */
    public Handover.Told told(int asked) {
        return new Handover.Told(seq, status, asked);
    }

    /** Begins to publish, beside everything else that the workflow does. */
    public void open() {
        Async.procedure(this::publish);
    }

    public void append(EventBody body) {
        unsent.add(new DeploymentEvent(deployment, ++seq, now(), body));
        EventLines.write(deployment, body);
    }

    /** Waits until everything is published. */
    public void flush() {
        Workflow.await(unsent::isEmpty);
    }

    public DeploymentStatus status() {
        return status;
    }

    public void status(DeploymentStatus next, String reason) {
        if (next != status) {
            status = next;
            append(new EventBody.StatusChanged(next, reason));
        }
    }

    public void step(StepId step, StepStatus now, String note) {
        append(new EventBody.StepChanged(step, now, null, 0, null, null, note));
    }

    public void step(StepId step, StepStatus now, ExecutionId execution, int lease) {
        append(new EventBody.StepChanged(step, now, execution, lease, null, null, ""));
    }

    public void step(
            StepId step,
            StepStatus now,
            ExecutionId execution,
            int lease,
            @Nullable Account account,
            @Nullable Failure failure) {
        append(new EventBody.StepChanged(step, now, execution, lease, account, failure, ""));
    }

    public void note(@Nullable StepId step, String text) {
        append(new EventBody.Noted(step, text));
    }

    public static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }

    private void publish() {
        while (true) {
            Workflow.await(() -> !unsent.isEmpty());
            List<DeploymentEvent> batch = List.copyOf(unsent);
            activities.publish(batch);
            unsent.subList(0, batch.size()).clear();
        }
    }
}
