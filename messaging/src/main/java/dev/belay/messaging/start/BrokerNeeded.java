package dev.belay.messaging.start;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Holds a service's start back until a broker takes connections; within the start every topic would be waited for one
 * after another, a minute each, without a word.
 *
 * <p>Before the context and not within it, so that a process that waits can still be ended by a signal.
 */
public final class BrokerNeeded implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int USUAL_PORT = 9092;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        String brokers = context.getEnvironment().getProperty("spring.cloud.stream.kafka.binder.brokers", "localhost");
        new NeededServer("Kafka at " + brokers, () -> lack(brokers)).await();
    }

    /** One broker that answers is enough: it names the others. */
    private static Optional<String> lack(String brokers) {
        Optional<String> lack = Optional.of("no address is given");
        for (String broker : brokers.split(",")) {
            lack = lackOf(broker.strip());
            if (lack.isEmpty()) {
                return lack;
            }
        }
        return lack;
    }

    private static Optional<String> lackOf(String broker) {
        int colon = broker.lastIndexOf(':');
        boolean withPort = colon > 0 && broker.substring(colon + 1).matches("\\d{1,5}");
        String host = withPort ? broker.substring(0, colon) : broker;
        int port = withPort ? Integer.parseInt(broker.substring(colon + 1)) : USUAL_PORT;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            return Optional.empty();
        } catch (IOException | IllegalArgumentException silent) {
            return Optional.of(String.valueOf(silent.getMessage()));
        }
    }
}
