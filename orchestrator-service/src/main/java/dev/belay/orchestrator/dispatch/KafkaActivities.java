package dev.belay.orchestrator.dispatch;

import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.message.Cancellation;
import dev.belay.contracts.message.Command;
import dev.belay.contracts.message.Deadline;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.message.Topics;
import dev.belay.messaging.stream.StreamSender;
import dev.belay.messaging.trace.TraceScope;
import dev.belay.messaging.trace.Traces;
import dev.belay.orchestrator.workflow.request.DeploymentActivities;
import dev.belay.orchestrator.workflow.request.DispatchRequest;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the workers over Kafka; a worker's result completes the activity later, by its task token. */
final class KafkaActivities implements DeploymentActivities {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaActivities.class);

    private final StreamSender sender;
    private final OpenDeployments open;
    private final CarriedTrace carried;
    private final Traces traces;
    private final Clock clock;

    KafkaActivities(StreamSender sender, OpenDeployments open, CarriedTrace carried, Traces traces, Clock clock) {
        this.sender = sender;
        this.open = open;
        this.carried = carried;
        this.traces = traces;
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
                open.toldTo(request.work(), address.environment()),
                request.fence(),
                request.copy(),
                "");
        String topic = Topics.commands(address.pool(), address.worker());
        String what = "dispatch " + address.worker().label();
        try (TraceScope span = traces.sending(what, carried.trace(), request.execution())) {
            span.tag("belay.lease", String.valueOf(request.lease()));
            sender.send(topic, address.environment(), command);
            LOG.info("Lease {} of {} is sent to {}", request.lease(), request.execution(), topic);
        }
        context.doNotCompleteOnReturn();
        return unused();
    }

    @Override
    public void publish(List<DeploymentEvent> events) {
        try (TraceScope trace = traces.within(carried.trace())) {
            for (DeploymentEvent event : events) {
                sender.send("events-out-0", event.deployment().text(), event);
            }
        }
    }

    @Override
    public void cancel(String pool, Cancellation cancellation) {
        try (TraceScope trace = traces.within(carried.trace(), cancellation.execution())) {
            sender.send(Topics.control(pool), cancellation.execution().text(), cancellation);
            LOG.info("The workers are told to stop {}: {}", cancellation.execution(), cancellation.reason());
        }
    }

    /** Temporal ignores what an activity returns that is completed from outside. */
    @SuppressWarnings("NullAway") // see above
    private static Result unused() {
        return null;
    }
}
