package dev.belay.embedded.temporal;

import dev.belay.embedded.machine.LoopbackPort;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.temporal.internal.testservice.GRPCServerHelper;
import io.temporal.internal.testservice.TestServicesStarter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Temporal's Java server in this JVM, in real time; its state ends with it, and any namespace exists there. */
final class InJvmTemporal implements AutoCloseable {
    private static final Duration READY_LIMIT = Duration.ofSeconds(30);
    private static final boolean REAL_TIME = true;
    private static final long NOW = 0;
    private static final long CLOSE_SECONDS = 2;

    private final TestServicesStarter services;
    private final Server server;

    private InJvmTemporal(TestServicesStarter services, Server server) {
        this.services = services;
        this.server = server;
    }

    static InJvmTemporal start(String namespace, int port) {
        TestServicesStarter services = new TestServicesStarter(REAL_TIME, NOW);
        try {
            TimerLeak.mend(services);
            InJvmTemporal temporal = new InJvmTemporal(services, listen(services, port));
            new TemporalReadiness(port, namespace).await(READY_LIMIT, () -> true);
            return temporal;
        } catch (RuntimeException e) {
            services.close();
            throw e;
        }
    }

    // The library's own port-bound server listens on every address of the machine.
    private static Server listen(TestServicesStarter services, int port) {
        NettyServerBuilder builder = NettyServerBuilder.forAddress(LoopbackPort.address(port));
        GRPCServerHelper.registerServicesAndHealthChecks(services.getServices(), builder, List.of());
        try {
            return builder.build().start();
        } catch (IOException e) {
            throw new UncheckedIOException("Temporal cannot listen on port %d".formatted(port), e);
        }
    }

    @Override
    public void close() {
        server.shutdownNow();
        services.close();
        try {
            server.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
