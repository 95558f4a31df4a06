package dev.belay.messaging.stream;

import dev.belay.contracts.message.Headers;
import dev.belay.contracts.message.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

/** Puts aside what cannot be read, with the reason, so that the rest goes on; nothing is dropped or sent again. */
public final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final StreamBridge bridge;
    private final String binding;
    private final Counter counter;

    /** @param binding of the dead-letter topic */
    public DeadLetters(StreamBridge bridge, String binding, MeterRegistry metrics) {
        this.bridge = bridge;
        this.binding = binding;
        this.counter = Counter.builder("belay.messages.dead.lettered")
                .description("Messages that could not be read and were put aside")
                .register(metrics);
    }

    /** Keeps it among the service's own; returns when the broker has it. */
    public void keep(Received received, String origin, String reason) {
        keep(binding, received, origin, reason);
    }

    /** Keeps it among those of the pool that its topic belongs to; returns when the broker has it. */
    public void keepOfPool(Received received, String reason) {
        String origin = received.topic();
        keep(Topics.deadLetters(Topics.pool(origin)), received, origin, reason);
    }

    private void keep(String to, Received received, String origin, String reason) {
        bridge.send(to, letter(received.message(), received.body(), origin, reason));
        counter.increment();
        LOG.error(
                "The message at offset {} of partition {} of {} is put aside in the dead letters: {}",
                received.message().getHeaders().get(KafkaHeaders.OFFSET),
                received.message().getHeaders().get(KafkaHeaders.RECEIVED_PARTITION),
                origin,
                reason);
    }

    private static Message<byte[]> letter(Message<?> message, byte[] body, String origin, String reason) {
        MessageBuilder<byte[]> letter = MessageBuilder.withPayload(body);
        message.getHeaders().forEach((name, value) -> {
            if (!name.startsWith(KafkaHeaders.PREFIX) && (value instanceof String || value instanceof byte[])) {
                letter.setHeader(CloudEventHeaders.nameOnKafka(name), value);
            }
        });
        letter.setHeader(Headers.REASON, reason);
        letter.setHeader(Headers.ORIGIN, origin);
        if (message.getHeaders().get(KafkaHeaders.RECEIVED_KEY) instanceof byte[] key) {
            letter.setHeader(KafkaHeaders.KEY, key);
        }
        return letter.build();
    }
}
