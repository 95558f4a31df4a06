package dev.belay.embedded;

import dev.belay.embedded.kafka.EmbeddedKafka;
import dev.belay.embedded.machine.DirectoryLock;
import dev.belay.embedded.postgres.EmbeddedPostgres;
import dev.belay.embedded.temporal.EmbeddedTemporal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        ParallelStart.Starting<EmbeddedPostgres> postgresStart = started.begin("PostgreSQL", this::startPostgres);
        ParallelStart.Starting<EmbeddedKafka> kafkaStart = started.begin("Kafka", this::startKafka);
        ParallelStart.Starting<EmbeddedTemporal> temporalStart = started.begin("Temporal", this::startTemporal);
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
            StartedServers.in(directory).clear();
            EmbeddedServers servers = new EmbeddedServers(directory, lock, start);
            servers.addresses().writeTo(directory);
            return servers;
        } catch (RuntimeException | Error e) {
            start.close();
            lock.close();
            throw e;
        }
    }

    private EmbeddedPostgres startPostgres() {
        EmbeddedPostgres server = EmbeddedPostgres.start(postgres(directory));
        StartedServers.in(directory).add(StartedServers.Server.POSTGRESQL, addressOf(server));
        return server;
    }

    private EmbeddedKafka startKafka() {
        EmbeddedKafka server = EmbeddedKafka.start(kafka(directory));
        StartedServers.in(directory).add(StartedServers.Server.KAFKA, server.bootstrapServers());
        return server;
    }

    private EmbeddedTemporal startTemporal() {
        EmbeddedTemporal server = EmbeddedTemporal.start(temporal(directory));
        StartedServers.in(directory).add(StartedServers.Server.TEMPORAL, addressOf(server));
        return server;
    }

    /** Ends what a killed process left running on the directory, and names it. */
    public static List<String> stopLeftovers(Path directory) {
        List<String> stopped = new ArrayList<>();
        if (Files.isDirectory(temporal(directory)) && EmbeddedTemporal.stopLeftover(temporal(directory))) {
            stopped.add("Temporal");
        }
        if (Files.isDirectory(postgres(directory)) && EmbeddedPostgres.stopLeftover(postgres(directory))) {
            stopped.add("PostgreSQL");
        }
        return List.copyOf(stopped);
    }

    /** Where PostgreSQL keeps what it needs, under the directory of all servers. */
    public static Path postgres(Path directory) {
        return directory.resolve("postgres");
    }

    static Path kafka(Path directory) {
        return directory.resolve("kafka");
    }

    static Path temporal(Path directory) {
        return directory.resolve("temporal");
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
                addressOf(temporal),
                addressOf(postgres),
                ProcessHandle.current().pid());
    }

    private static ServersFile.Temporal addressOf(EmbeddedTemporal server) {
        return new ServersFile.Temporal(server.target(), server.durable(), server.namespace());
    }

    private static ServersFile.Postgres addressOf(EmbeddedPostgres server) {
        return new ServersFile.Postgres(
                server.host(),
                server.port(),
                server.username(),
                server.passwordFile().toString());
    }

    @Override
    public void close() {
        try {
            ServersFile.deleteFrom(directory);
            StartedServers.in(directory).clear();
            started.close();
        } finally {
            lock.close();
        }
    }
}
