package dev.belay.notifier.delivery;

import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.messaging.MessageCodec;
import dev.belay.messaging.MessageType;
import dev.belay.messaging.UnreadableMessage;
import dev.belay.messaging.stream.Received;
import org.jspecify.annotations.Nullable;

/** Reads events that are whole. */
public final class EventReader {
    private final MessageCodec codec;

    public EventReader(MessageCodec codec) {
        this.codec = codec;
    }

    /** @throws UnreadableMessage when it is not a deployment's event, or lacks a field */
    public ReadEvent read(Received received) {
        byte[] body = received.body();
        if (body.length == 0) {
            throw new UnreadableMessage("The message has no body; expected a deployment's event.");
        }
        return new ReadEvent(
                whole(codec.decode(body, received.type(), MessageType.DEPLOYMENT_EVENT, DeploymentEvent.class)), body);
    }

    private static DeploymentEvent whole(@Nullable DeploymentEvent event) {
        if (event == null) {
            throw new UnreadableMessage("The body is null; expected a deployment's event.");
        }
        LackingField.of(event).ifPresent(field -> {
            // Told in part it would mislead, and what fails here would fail for ever.
            throw new UnreadableMessage("The event lacks the field " + field + ": " + event);
        });
        return event;
    }
}
