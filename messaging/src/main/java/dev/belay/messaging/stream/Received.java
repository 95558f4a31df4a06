package dev.belay.messaging.stream;

import dev.belay.messaging.MessageCodec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;

/** A message as it came from Kafka; its headers are text, whichever way the sender has written them. */
public record Received(Message<?> message) {
    /** Empty where the record had no value, which arrives as a payload of another type. */
    public byte[] body() {
        return message.getPayload() instanceof byte[] bytes ? bytes : new byte[0];
    }

    /** The CloudEvents type; null where the sender gave none. */
    public @Nullable String type() {
        return header(MessageCodec.typeHeader()).orElse(null);
    }

    public Optional<String> header(String name) {
        return CloudEventHeaders.find(message.getHeaders(), name);
    }
}
