package dev.belay.messaging.stream;

import dev.belay.messaging.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;

/** A message as it came from Kafka; its headers are text, whichever way the sender has written them. */
public record Received(Message<byte[]> message) {
    /** Spring Cloud Function renames the attributes of what it recognizes as a cloud event. */
    private static final String CANONICAL_TYPE = "ce-type";

    public byte[] body() {
        return message.getPayload();
    }

    /** The CloudEvents type; null where the sender gave none. */
    public @Nullable String type() {
        return header(MessageCodec.typeHeader())
                .or(() -> header(CANONICAL_TYPE))
                .orElse(null);
    }

    public Optional<String> header(String name) {
        Object value = message.getHeaders().get(name);
        if (value instanceof byte[] bytes) {
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        }
        return Optional.ofNullable(value).map(Object::toString);
    }
}
