package dev.belay.messaging.stream;

import dev.belay.contracts.Headers;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.messaging.support.MessageBuilder;

/** Keeps messages that cannot be read, with the reason; nothing is silently dropped or sent again. */
public final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final StreamBridge bridge;
    private final String binding;
    private final MeterRegistry metrics;

    /** @param binding of the dead-letter topic */
    public DeadLetters(StreamBridge bridge, String binding, MeterRegistry metrics) {
        this.bridge = bridge;
        this.binding = binding;
        this.metrics = metrics;
    }

    public void keep(Received received, String origin, String reason) {
        LOG.error("A message from {} could not be read and is kept in the dead letters: {}", origin, reason);
        metrics.counter("belay.messages.dead.lettered", "origin", origin).increment();
        bridge.send(
                binding,
                MessageBuilder.withPayload(received.body())
                        .copyHeaders(received.message().getHeaders())
                        .setHeader(Headers.REASON, reason)
                        .setHeader(Headers.ORIGIN, origin)
                        .build());
    }
}
