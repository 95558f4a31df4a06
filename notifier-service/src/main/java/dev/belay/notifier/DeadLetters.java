package dev.belay.notifier;

import dev.belay.contracts.Headers;
import dev.belay.contracts.Topics;
import dev.belay.messaging.UnreadableMessage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

/** Puts aside what cannot be read, so that the rest goes on, and says so. */
final class DeadLetters {
    /** The output binding, whose destination the configuration file names. */
    static final String BINDING = "deadLetters-out-0";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final StreamBridge bridge;
    private final Counter counter;

    DeadLetters(StreamBridge bridge, MeterRegistry meters) {
        this.bridge = bridge;
        this.counter = Counter.builder("belay.messages.dead.lettered").register(meters);
    }

    /** Returns when the broker has it. */
    void take(Message<?> message, UnreadableMessage unreadable) {
        Object topic = message.getHeaders().getOrDefault(KafkaHeaders.RECEIVED_TOPIC, Topics.DEPLOYMENT_EVENTS);
        bridge.send(BINDING, letter(message, String.valueOf(unreadable.getMessage()), topic.toString()));
        counter.increment();
        LOG.error(
                "The message at offset {} of partition {} of {} is put aside, and nobody is told of it: {}"
                        + " Read it in topic {}, and look for what the deployment did with ./belay show.",
                message.getHeaders().get(KafkaHeaders.OFFSET),
                message.getHeaders().get(KafkaHeaders.RECEIVED_PARTITION),
                topic,
                unreadable.getMessage(),
                Topics.deadLetters("events"));
    }

    private static Message<byte[]> letter(Message<?> message, String reason, String origin) {
        byte[] body = message.getPayload() instanceof byte[] bytes ? bytes : new byte[0];
        MessageBuilder<byte[]> letter = MessageBuilder.withPayload(body);
        message.getHeaders().forEach((name, value) -> {
            if (!name.startsWith(KafkaHeaders.PREFIX) && (value instanceof String || value instanceof byte[])) {
                letter.setHeader(name, value);
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
