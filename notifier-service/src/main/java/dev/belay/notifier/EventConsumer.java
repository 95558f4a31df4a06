package dev.belay.notifier;

import dev.belay.contracts.DeploymentEvent;
import dev.belay.contracts.Topics;
import dev.belay.messaging.UnreadableMessage;
import dev.belay.messaging.stream.DeadLetters;
import dev.belay.messaging.stream.Received;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.messaging.Message;

/**
 * Tells each channel, in the order of the events; returns when nothing more has to be done about an event.
 *
 * <p>What it throws may pass: the same event is then to be handed in again before any later one.
 */
final class EventConsumer implements Consumer<Message<byte[]>> {
    private final EventReader reader;
    private final Channels channels;
    private final DeliveredEvents told;
    private final DeadLetters deadLetters;

    EventConsumer(EventReader reader, Channels channels, DeliveredEvents told, DeadLetters deadLetters) {
        this.reader = reader;
        this.channels = channels;
        this.told = told;
        this.deadLetters = deadLetters;
    }

    @Override
    public void accept(Message<byte[]> message) {
        Received received = new Received(message);
        DeploymentEvent event;
        Optional<Notice> notice;
        try {
            event = reader.read(received);
            notice = reader.notice(event, told.deployment(event.deployment()));
        } catch (UnreadableMessage unreadable) {
            deadLetters.keep(received, Topics.DEPLOYMENT_EVENTS, String.valueOf(unreadable.getMessage()));
            return;
        }
        if (!told.ignores(event)) {
            notice.ifPresent(news -> channels.forEach(channel -> deliverOnce(channel, news, event)));
        }
        told.passed(event);
    }

    private void deliverOnce(Channel channel, Notice notice, DeploymentEvent event) {
        if (!told.deployment(event.deployment()).hasDelivered(channel.name(), event.seq())) {
            channel.deliver(notice);
            told.delivered(channel.name(), event);
        }
    }
}
