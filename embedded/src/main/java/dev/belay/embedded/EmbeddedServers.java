package dev.belay.embedded;

import dev.belay.embedded.kafka.EmbeddedKafka;
import dev.belay.embedded.machine.DirectoryLock;
import dev.belay.embedded.postgres.EmbeddedPostgres;
import dev.belay.embedded.temporal.EmbeddedTemporal;
import java.nio.file.Path;

/** Broker, Temporal and PostgreSQL together, started side by side and stopped one after another. */
public final class EmbeddedServers implements AutoCloseable {
    private final Path directory;
    private final DirectoryLock lock;
    private final ParallelStart started;
    private final EmbeddedKafka kafka;
    private final EmbeddedTemporal temporal;
    private final EmbeddedPostgres postgres;

    private EmbeddedServers(Path directory, DirectoryLock lock, ParallelStart started) {
        this.directory = directory;
        this.lock = lock;
        this.started = started;
        ParallelStart.Starting<EmbeddedPostgres> postgresStart =
                started.begin("PostgreSQL", () -> EmbeddedPostgres.start(directory.resolve("postgres")));
        ParallelStart.Starting<EmbeddedKafka> kafkaStart =
                started.begin("Kafka", () -> EmbeddedKafka.start(directory.resolve("kafka")));
        ParallelStart.Starting<EmbeddedTemporal> temporalStart =
                started.begin("Temporal", () -> EmbeddedTemporal.start(directory.resolve("temporal")));
        started.awaitAll();
        this.postgres = postgresStart.server();
        this.kafka = kafkaStart.server();
        this.temporal = temporalStart.server();
    }

    /** Starts all three with their data under the directory and writes their addresses there once all are ready. */
    public static EmbeddedServers start(Path given) {
        Path directory = given.toAbsolutePath().normalize();
        DirectoryLock lock = DirectoryLock.acquire(directory);
        ParallelStart start = new ParallelStart();
        try {
            ServersFile.deleteFrom(directory);
            EmbeddedServers servers = new EmbeddedServers(directory, lock, start);
            servers.addresses().writeTo(directory);
            return servers;
        } catch (RuntimeException | Error e) {
            start.close();
            lock.close();
            throw e;
        }
    }

    public EmbeddedKafka kafka() {
        return kafka;
    }

    public EmbeddedTemporal temporal() {
        return temporal;
    }

    public EmbeddedPostgres postgres() {
        return postgres;
    }

    public ServersFile addresses() {
        return new ServersFile(
                kafka.bootstrapServers(),
                new ServersFile.Temporal(temporal.target(), temporal.durable(), temporal.namespace()),
                new ServersFile.Postgres(
                        postgres.host(),
                        postgres.port(),
                        postgres.username(),
                        postgres.passwordFile().toString()),
                ProcessHandle.current().pid());
    }

    @Override
    public void close() {
        try {
            ServersFile.deleteFrom(directory);
            started.close();
        } finally {
            lock.close();
        }
    }
}
