package dev.belay.embedded.temporal;

import dev.belay.embedded.machine.DirectoryLock;
import dev.belay.embedded.machine.LoopbackPort;
import dev.belay.embedded.machine.RememberedPorts;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Temporal server on 127.0.0.1: the temporal program with its state in a file, or without that program the one in this JVM. */
public final class EmbeddedTemporal implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedTemporal.class);

    private static final String PORT = "temporal";
    private static final String METRICS_PORT = "temporal-metrics";

    private final DirectoryLock lock;
    private final Runnable stop;
    private final String namespace;
    private final int port;
    private final OptionalInt metricsPort;

    private EmbeddedTemporal(DirectoryLock lock, Runnable stop, String namespace, int port, OptionalInt metricsPort) {
        this.lock = lock;
        this.stop = stop;
        this.namespace = namespace;
        this.port = port;
        this.metricsPort = metricsPort;
    }

    /** Starts whichever server this machine can run best; returns when it answers. */
    public static EmbeddedTemporal start(Path directory) {
        return start(TemporalConfiguration.in(directory));
    }

    /** Starts the server; returns when it answers and its namespace is there. */
    public static EmbeddedTemporal start(TemporalConfiguration configuration) {
        DirectoryLock lock = DirectoryLock.acquire(configuration.directory());
        try {
            return startLocked(configuration, lock);
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    /** Where a server with its state in the directory will be, unless another process takes the port before. */
    public static String plannedAddress(Path directory) {
        return LoopbackPort.HOST + ":" + RememberedPorts.planned(directory, PORT);
    }

    /** Ends the server that a killed process left running on the directory; true where there was one. */
    public static boolean stopLeftover(Path directory) {
        DirectoryLock lock = DirectoryLock.acquire(directory);
        try {
            return TemporalProcess.endLeftover(directory);
        } finally {
            lock.close();
        }
    }

    private static EmbeddedTemporal startLocked(TemporalConfiguration configuration, DirectoryLock lock) {
        TemporalProcess.endLeftover(configuration.directory());
        RememberedPorts ports = new RememberedPorts(configuration.directory());
        String namespace = configuration.namespace();
        int port = ports.port(PORT, configuration.port());
        Optional<TemporalProgram> program = program(configuration.choice());
        if (program.isEmpty()) {
            return new EmbeddedTemporal(lock, startInJvm(namespace, port), namespace, port, OptionalInt.empty());
        }
        int metricsPort = ports.port(METRICS_PORT, OptionalInt.empty());
        TemporalProcess server = TemporalProcess.start(program.get(), configuration, port, metricsPort);
        return new EmbeddedTemporal(lock, server::close, namespace, port, OptionalInt.of(metricsPort));
    }

    private static Optional<TemporalProgram> program(ServerChoice choice) {
        return switch (choice) {
            case PROGRAM_IF_INSTALLED -> TemporalProgram.find();
            case PROGRAM ->
                Optional.of(
                        TemporalProgram.find()
                                .orElseThrow(
                                        () -> new IllegalStateException(
                                                "The program \"temporal\" is neither on the PATH nor where Go installs programs. Run scripts/install-temporal, or choose the server in the JVM.")));
            case IN_JVM -> Optional.empty();
        };
    }

    private static Runnable startInJvm(String namespace, int port) {
        log.info("Temporal runs inside this process: workflows that are running when it stops are lost. "
                + "With the program \"temporal\" they are kept; scripts/install-temporal builds it.");
        return InJvmTemporal.start(namespace, port)::close;
    }

    /** Host and port for clients, such as {@code 127.0.0.1:24233}. */
    public String target() {
        return LoopbackPort.HOST + ":" + port;
    }

    public String namespace() {
        return namespace;
    }

    /** Whether workflows are still there after a restart of the server. */
    public boolean durable() {
        return metricsPort.isPresent();
    }

    /** The port at which the server offers its own metrics under {@code /metrics}; the one in this JVM has none. */
    public OptionalInt metricsPort() {
        return metricsPort;
    }

    @Override
    public void close() {
        try {
            stop.run();
        } finally {
            lock.close();
        }
    }
}
