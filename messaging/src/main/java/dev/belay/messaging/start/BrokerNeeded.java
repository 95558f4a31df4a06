package dev.belay.messaging.start;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Holds a service's start back until a broker takes connections; within the start every topic would be waited for one
 * after another, a minute each, without a word.
 *
 * <p>Before the context and not within it, so that a process that waits can still be ended by a signal.
 */
public final class BrokerNeeded implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    static final int USUAL_PORT = 9092;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        String brokers = context.getEnvironment().getProperty("spring.cloud.stream.kafka.binder.brokers", "localhost");
        new NeededServer("Kafka at " + brokers, () -> ServerPort.lack(brokers, USUAL_PORT)).await();
    }
}
