package dev.belay.embedded.temporal;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Worker and client of the greeting workflow on one server. */
final class GreetingService implements AutoCloseable {
    private static final String QUEUE = "greetings";

    private final WorkflowServiceStubs stubs;
    private final WorkflowClient client;
    private final WorkerFactory workers;

    GreetingService(EmbeddedTemporal temporal) {
        stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(temporal.target())
                .build());
        client = WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(temporal.namespace())
                        .build());
        workers = WorkerFactory.newInstance(client);
        workers.newWorker(QUEUE).registerWorkflowImplementationTypes(Greeting.Waiting.class);
        workers.start();
    }

    void begin(String id) {
        Greeting greeting = client.newWorkflowStub(
                Greeting.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(QUEUE)
                        .setWorkflowId(id)
                        .setWorkflowTaskTimeout(Duration.ofSeconds(5))
                        .build());
        WorkflowClient.start(greeting::greet);
    }

    String finish(String id, String name) throws Exception {
        client.newWorkflowStub(Greeting.class, id).name(name);
        return WorkflowStub.fromTyped(client.newWorkflowStub(Greeting.class, id))
                .getResult(60, TimeUnit.SECONDS, String.class);
    }

    @Override
    public void close() {
        workers.shutdownNow();
        workers.awaitTermination(5, TimeUnit.SECONDS);
        stubs.shutdownNow();
    }
}
