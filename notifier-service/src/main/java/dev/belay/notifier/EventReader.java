package dev.belay.notifier;

import dev.belay.contracts.DeploymentEvent;
import dev.belay.messaging.MessageCodec;
import dev.belay.messaging.MessageType;
import dev.belay.messaging.UnreadableMessage;
import dev.belay.messaging.stream.Received;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads events, and what there is to tell of them. */
final class EventReader {
    private final MessageCodec codec;

    EventReader(MessageCodec codec) {
        this.codec = codec;
    }

    /** @throws UnreadableMessage when it is not a deployment's event, or lacks what each event has */
    DeploymentEvent read(Received received) {
        if (received.body().length == 0) {
            throw new UnreadableMessage("The message has no body; expected a deployment's event.");
        }
        return whole(
                codec.decode(received.body(), received.type(), MessageType.DEPLOYMENT_EVENT, DeploymentEvent.class));
    }

    /** @throws UnreadableMessage when the event lacks what has to be told */
    Optional<Notice> notice(DeploymentEvent event, KnownDeployment deployment) {
        try {
            deployment.after(event);
            return MessageText.of(event, deployment);
        } catch (NullPointerException lacking) {
            // JSON may omit any field, and an event that fails here would fail for ever.
            throw new UnreadableMessage("Event " + event.seq() + " of deployment " + event.deployment()
                    + " lacks a field of its " + event.body().getClass().getSimpleName() + ".");
        }
    }

    @SuppressWarnings("ConstantValue") // JSON may omit what the record declares
    private static DeploymentEvent whole(@Nullable DeploymentEvent event) {
        if (event == null || event.deployment() == null || event.at() == null || event.body() == null) {
            throw new UnreadableMessage("The event is " + event + "; expected a deployment, a time and a body.");
        }
        return event;
    }
}
