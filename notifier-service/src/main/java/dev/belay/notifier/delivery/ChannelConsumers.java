package dev.belay.notifier.delivery;

import dev.belay.messaging.UnreadableMessage;
import dev.belay.messaging.stream.Received;
import dev.belay.messaging.trace.Traces;
import dev.belay.notifier.position.DeliveredEvents;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BiConsumer;

/** Makes the consumer of each channel, with a position and metrics of its own. */
public final class ChannelConsumers {
    private final Path state;
    private final Duration ignoreOlderThan;
    private final EventReader reader;
    private final Troubles troubles;
    private final Traces traces;
    private final MeterRegistry meters;
    private final Clock clock;

    /**
     * @param state the directory that keeps what has been told
     * @param ignoreOlderThan what had happened longer ago at a channel's first start is not told
     */
    public ChannelConsumers(
            Path state,
            Duration ignoreOlderThan,
            EventReader reader,
            Troubles troubles,
            Traces traces,
            MeterRegistry meters,
            Clock clock) {
        this.state = state;
        this.ignoreOlderThan = ignoreOlderThan;
        this.reader = reader;
        this.troubles = troubles;
        this.traces = traces;
        this.meters = meters;
        this.clock = clock;
    }

    /** A consumer that leaves what cannot be read to another channel's. */
    public ChannelConsumer of(Channel channel) {
        return of(channel, (received, why) -> {});
    }

    public ChannelConsumer of(Channel channel, BiConsumer<Received, UnreadableMessage> unreadable) {
        DeliveredEvents told =
                DeliveredEvents.open(state, channel.name(), clock.instant().minus(ignoreOlderThan));
        ChannelConsumer consumer = new ChannelConsumer(channel, reader, told, unreadable, troubles, traces, clock);
        Backlog.publish(channel.name(), consumer::waitsSince, meters, clock);
        return consumer;
    }
}
