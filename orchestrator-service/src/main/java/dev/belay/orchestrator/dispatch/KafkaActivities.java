package dev.belay.orchestrator.dispatch;

import dev.belay.contracts.Cancellation;
import dev.belay.contracts.Command;
import dev.belay.contracts.Deadline;
import dev.belay.contracts.DeploymentEvent;
import dev.belay.contracts.Result;
import dev.belay.contracts.Topics;
import dev.belay.messaging.stream.StreamSender;
import dev.belay.orchestrator.workflow.DeploymentActivities;
import dev.belay.orchestrator.workflow.DispatchRequest;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.time.Clock;
import java.util.Base64;
import java.util.List;

/** Asks the workers over Kafka; a worker's result completes the activity later, by its task token. */
final class KafkaActivities implements DeploymentActivities {
    private final StreamSender sender;
    private final Clock clock;

    KafkaActivities(StreamSender sender, Clock clock) {
        this.sender = sender;
        this.clock = clock;
    }

    @Override
    public Result dispatch(DispatchRequest request) {
        ActivityExecutionContext context = Activity.getExecutionContext();
        DispatchRequest.Address address = request.address();
        Command command = new Command(
                request.execution(),
                request.lease(),
                Base64.getEncoder().encodeToString(context.getTaskToken()),
                address.environment(),
                new Deadline(clock.instant().plus(request.acceptWithin()), request.timeout()),
                request.work(),
                "");
        sender.send(Topics.commands(address.pool(), address.worker()), address.environment(), command);
        context.doNotCompleteOnReturn();
        return unused();
    }

    @Override
    public void publish(List<DeploymentEvent> events) {
        for (DeploymentEvent event : events) {
            sender.send("events-out-0", event.deployment().text(), event);
        }
    }

    @Override
    public void cancel(String pool, Cancellation cancellation) {
        sender.send(Topics.control(pool), cancellation.execution().text(), cancellation);
    }

    /** Temporal ignores what an activity returns that is completed from outside. */
    @SuppressWarnings("NullAway") // see above
    private static Result unused() {
        return null;
    }
}
