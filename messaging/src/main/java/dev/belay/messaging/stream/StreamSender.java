package dev.belay.messaging.stream;

import dev.belay.contracts.message.Headers;
import dev.belay.messaging.MessageCodec;
import dev.belay.messaging.trace.TraceContext;
import dev.belay.messaging.trace.Traces;
import java.nio.charset.StandardCharsets;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.support.MessageBuilder;

/** Sends contracts, with the trace that the sending thread is in, and returns when the broker has them. */
public final class StreamSender {
    private final StreamBridge bridge;
    private final MessageCodec codec;
    private final Traces traces;

    public StreamSender(StreamBridge bridge, MessageCodec codec, Traces traces) {
        this.bridge = bridge;
        this.codec = codec;
        this.traces = traces;
    }

    /**
     * Sends a contract to a binding, or to the topic of that name where there is no such binding.
     *
     * @param key messages of one key keep their order
     * @throws RuntimeException when the broker has not confirmed it
     */
    public void send(String binding, String key, Object contract) {
        MessageCodec.Encoded encoded = codec.encode(contract);
        MessageBuilder<byte[]> message = MessageBuilder.withPayload(encoded.body())
                .setHeader(KafkaHeaders.KEY, key.getBytes(StandardCharsets.UTF_8));
        encoded.headers().forEach(message::setHeader);
        traces.current().ifPresent(trace -> setTrace(message, trace));
        if (!bridge.send(binding, message.build())) {
            throw new IllegalStateException("The message for " + binding + " was not taken by the broker");
        }
    }

    private static void setTrace(MessageBuilder<byte[]> message, TraceContext trace) {
        message.setHeader(Headers.TRACE_PARENT, trace.parent());
        message.setHeader(Headers.TRACE_STATE, trace.state());
    }
}
