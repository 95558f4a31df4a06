package dev.belay.embedded.temporal;

import dev.belay.embedded.machine.BoundedWait;
import dev.belay.embedded.machine.LoopbackPort;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** Asks a Temporal server over gRPC whether it and its namespace are there. */
record TemporalReadiness(int port, String namespace) {
    private static final Duration INTERVAL = Duration.ofMillis(50);
    private static final long CALL_SECONDS = 2;

    /** Returns when the server answers; fails at the limit, or at once where it is no longer alive. */
    void await(Duration limit, BooleanSupplier alive) {
        ManagedChannel channel = NettyChannelBuilder.forAddress(LoopbackPort.address(port))
                .usePlaintext()
                .build();
        AtomicReference<String> last = new AtomicReference<>("it has ended");
        try {
            boolean done =
                    new BoundedWait(limit, INTERVAL).until(() -> !alive.getAsBoolean() || answers(channel, last));
            if (!done || !alive.getAsBoolean()) {
                throw new IllegalStateException("Temporal on port %d did not get ready within %s: %s."
                        .formatted(port, limit, alive.getAsBoolean() ? last.get() : "it has ended"));
            }
        } finally {
            channel.shutdownNow();
        }
    }

    private boolean answers(ManagedChannel channel, AtomicReference<String> last) {
        channel.resetConnectBackoff();
        try {
            stub(channel).getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
            stub(channel)
                    .describeNamespace(DescribeNamespaceRequest.newBuilder()
                            .setNamespace(namespace)
                            .build());
            return true;
        } catch (StatusRuntimeException e) {
            last.set(e.getStatus().toString());
            return false;
        }
    }

    private static WorkflowServiceBlockingStub stub(ManagedChannel channel) {
        return WorkflowServiceGrpc.newBlockingStub(channel).withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS);
    }
}
