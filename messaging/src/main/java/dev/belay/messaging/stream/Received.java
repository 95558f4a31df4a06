package dev.belay.messaging.stream;

import dev.belay.contracts.message.Headers;
import dev.belay.messaging.MessageCodec;
import dev.belay.messaging.trace.TraceContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
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

    /** Where the sender stood in a trace; null where it said nothing of it. */
    public @Nullable TraceContext trace() {
        return TraceContext.of(
                        header(Headers.TRACE_PARENT).orElse(null),
                        header(Headers.TRACE_STATE).orElse(null))
                .orElse(null);
    }

    /** The topic that it came from. */
    public String topic() {
        return String.valueOf(message.getHeaders().get(KafkaHeaders.RECEIVED_TOPIC));
    }

    public Optional<String> header(String name) {
        return CloudEventHeaders.find(message.getHeaders(), name);
    }
}
