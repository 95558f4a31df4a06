package dev.belay.notifier.delivery;

import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.messaging.UnreadableMessage;
import dev.belay.messaging.stream.Received;
import dev.belay.messaging.trace.TraceContext;
import dev.belay.messaging.trace.TraceScope;
import dev.belay.messaging.trace.Traces;
import dev.belay.notifier.position.DeliveredEvents;
import dev.belay.notifier.position.KnownDeployment;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;

/**
 * Tells one channel, in the order of the events; returns when nothing more has to be done about an event.
 *
 * <p>What it throws may pass: the same event is then to be handed in again before any later one.
 */
public final class ChannelConsumer implements Consumer<Message<byte[]>> {
    private final Channel channel;
    private final EventReader reader;
    private final DeliveredEvents told;
    private final BiConsumer<Received, UnreadableMessage> unreadable;
    private final Troubles troubles;
    private final Traces traces;
    private final Clock clock;
    private volatile @Nullable Instant waitsSince;

    /** @param unreadable what becomes of what cannot be read */
    public ChannelConsumer(
            Channel channel,
            EventReader reader,
            DeliveredEvents told,
            BiConsumer<Received, UnreadableMessage> unreadable,
            Troubles troubles,
            Traces traces,
            Clock clock) {
        this.channel = channel;
        this.reader = reader;
        this.told = told;
        this.unreadable = unreadable;
        this.troubles = troubles;
        this.traces = traces;
        this.clock = clock;
    }

    @Override
    public void accept(Message<byte[]> message) {
        Received received = new Received(message);
        try {
            tell(reader.read(received), received.trace());
        } catch (UnreadableMessage why) {
            unreadable.accept(received, why);
        }
    }

    /** When the event happened that is being told, or that cannot be told yet. */
    Optional<Instant> waitsSince() {
        return Optional.ofNullable(waitsSince);
    }

    private void tell(ReadEvent read, @Nullable TraceContext trace) {
        DeploymentEvent event = read.event();
        KnownDeployment deployment = told.deployment(event.deployment());
        if (deployment.hasDelivered(event.seq())) {
            return;
        }
        if (!told.ignores(event)) {
            waitsSince = event.at();
            deliver(read, deployment, trace);
            waitsSince = null;
        }
        told.delivered(event);
    }

    private void deliver(ReadEvent read, KnownDeployment deployment, @Nullable TraceContext trace) {
        String told = "tell " + channel.name();
        try (TraceScope span = traces.telling(told, trace, read.event().deployment())) {
            deliver(read, deployment, span);
        }
    }

    private void deliver(ReadEvent read, KnownDeployment deployment, TraceScope span) {
        try {
            channel.deliver(read, deployment);
            troubles.ended(channel.name());
        } catch (NotDeliveredYet notYet) {
            span.failed(String.valueOf(notYet.getMessage()));
            troubles.began(channel.name(), String.valueOf(notYet.getMessage()), clock.instant());
            throw notYet;
        }
    }
}
