package dev.belay.embedded.junit;

/** The Kafka broker of a test run; topics are shared by all its tests, so each test names its own. */
public final class KafkaServer implements AutoCloseable {
    private final String bootstrapServers;
    private final Runnable stop;

    KafkaServer(String bootstrapServers, Runnable stop) {
        this.bootstrapServers = bootstrapServers;
        this.stop = stop;
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        stop.run();
    }
}
