package dev.belay.embedded.junit;

import dev.belay.embedded.postgres.DatabaseAdministration;
import dev.belay.embedded.temporal.TemporalConfiguration;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Servers in containers, where a container engine answers.
 *
 * <p>Written from the library's interface and compiled against it; it has not been run, for want of a container engine
 * where this was developed.
 */
final class ContainerServers {
    private static final DockerImageName POSTGRES = DockerImageName.parse("postgres:17.6-bookworm");
    private static final DockerImageName KAFKA = DockerImageName.parse("apache/kafka:4.2.0");

    private static final DockerImageName TEMPORAL = DockerImageName.parse("temporalio/temporal:1.5.1");
    private static final int TEMPORAL_PORT = 7233;

    private ContainerServers() {}

    static boolean engineAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @SuppressWarnings("resource") // closed with the server that wraps it
    static PostgresServer postgres() {
        PostgreSQLContainer container = new PostgreSQLContainer(POSTGRES);
        container.withCommand("postgres", "-c", "fsync=off", "-c", "full_page_writes=off");
        container.start();
        DatabaseAdministration administration = new DatabaseAdministration(
                container.getHost(),
                container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                container.getUsername(),
                container.getPassword());
        return PostgresServer.ours(administration, container::stop);
    }

    @SuppressWarnings("resource") // closed with the server that wraps it
    static KafkaServer kafka() {
        KafkaContainer container = new KafkaContainer(KAFKA);
        container.withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        container.start();
        return new KafkaServer(container.getBootstrapServers(), container::stop);
    }

    @SuppressWarnings("resource") // closed with the server that wraps it
    static TemporalServer temporal() {
        String namespace = TemporalConfiguration.DEFAULT_NAMESPACE;
        GenericContainer<?> container = new GenericContainer<>(TEMPORAL);
        container.withCommand("server", "start-dev", "--ip", "0.0.0.0", "--headless", "--namespace", namespace);
        container.withExposedPorts(TEMPORAL_PORT);
        container.waitingFor(
                Wait.forSuccessfulCommand("temporal operator namespace describe --namespace " + namespace));
        container.start();
        String target = container.getHost() + ":" + container.getMappedPort(TEMPORAL_PORT);
        return new TemporalServer(target, namespace, container::stop);
    }
}
