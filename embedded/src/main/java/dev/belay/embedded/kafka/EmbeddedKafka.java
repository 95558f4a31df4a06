package dev.belay.embedded.kafka;

import dev.belay.embedded.machine.DirectoryLock;
import dev.belay.embedded.machine.LoopbackPort;
import dev.belay.embedded.machine.RememberedPorts;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A Kafka broker that is its own controller, in this JVM, on 127.0.0.1, with its topics kept in a directory. */
public final class EmbeddedKafka implements AutoCloseable {
    private static final String PORT = "broker";

    private final DirectoryLock lock;
    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedKafka(DirectoryLock lock, KafkaRaftServer server, int port) {
        this.lock = lock;
        this.server = server;
        this.port = port;
    }

    /** Starts the broker with its data in the directory; returns when clients can use it. */
    public static EmbeddedKafka start(Path directory) {
        return start(KafkaConfiguration.in(directory));
    }

    /** Starts the broker; returns when clients can use it. */
    public static EmbeddedKafka start(KafkaConfiguration configuration) {
        DirectoryLock lock = DirectoryLock.acquire(configuration.directory());
        try {
            return startLocked(configuration, lock);
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    /** Where a broker with its data in the directory will be, unless another process takes the port before. */
    public static String plannedAddress(Path directory) {
        return LoopbackPort.HOST + ":" + RememberedPorts.planned(directory, PORT);
    }

    private static EmbeddedKafka startLocked(KafkaConfiguration configuration, DirectoryLock lock) {
        RememberedPorts ports = new RememberedPorts(configuration.directory());
        int port = ports.port(PORT, configuration.port());
        int controllerPort = ports.port("controller", OptionalInt.empty());
        Path logs = configuration.directory().resolve("logs");
        KafkaConfig config = KafkaConfig.fromProps(BrokerSettings.of(configuration, logs, port, controllerPort));
        formatOnce(logs);
        KafkaRaftServer server = BrokerStartup.run(() -> {
            KafkaRaftServer started = new KafkaRaftServer(config, Time.SYSTEM);
            started.startup();
            return started;
        });
        return new EmbeddedKafka(lock, server, port);
    }

    private static void formatOnce(Path logs) {
        if (Files.exists(logs.resolve("meta.properties"))) {
            return;
        }
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(nowhere)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .addDirectory(logs.toString())
                    .setMetadataLogDirectory(logs.toString())
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException(
                    "Broker directory %s cannot be prepared. Look at its free space and permissions.".formatted(logs),
                    e);
        }
    }

    public String bootstrapServers() {
        return LoopbackPort.HOST + ":" + port;
    }

    @Override
    public void close() {
        try {
            server.shutdown();
            server.awaitShutdown();
        } finally {
            lock.close();
        }
    }
}
