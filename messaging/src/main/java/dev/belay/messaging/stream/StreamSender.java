package dev.belay.messaging.stream;

import dev.belay.messaging.MessageCodec;
import java.nio.charset.StandardCharsets;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.support.MessageBuilder;

/** Sends contracts and returns when the broker has them. */
public final class StreamSender {
    private final StreamBridge bridge;
    private final MessageCodec codec;

    public StreamSender(StreamBridge bridge, MessageCodec codec) {
        this.bridge = bridge;
        this.codec = codec;
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
        if (!bridge.send(binding, message.build())) {
            throw new IllegalStateException("The message for " + binding + " was not taken by the broker");
        }
    }
}
