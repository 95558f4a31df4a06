package dev.belay.orchestrator.launch;

import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.message.Cancellation;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.outcome.Account;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.messaging.trace.Traces;
import dev.belay.orchestrator.deployment.DeploymentGateway;
import dev.belay.orchestrator.deployment.Manifests;
import dev.belay.orchestrator.plan.StepPast;
import dev.belay.orchestrator.workflow.DeploymentWorkflow;
import dev.belay.orchestrator.workflow.DeploymentWorkflowImpl;
import dev.belay.orchestrator.workflow.request.DeploymentActivities;
import dev.belay.orchestrator.workflow.request.DispatchRequest;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Real workflows behind the real gateway, with workers that do everything at once. */
public final class RealRuns implements AutoCloseable {
    private final TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build());
    private final List<String> dispatched = new CopyOnWriteArrayList<>();
    private final Consumer<DeploymentEvent> published;
    private final DeploymentGateway gateway;
    private volatile boolean publishes = true;
    private WorkerFactory factory;

    /** @param published takes every event as often as it is published */
    public RealRuns(Manifests manifests, Consumer<DeploymentEvent> published) {
        this.published = published;
        TemporalProperties properties = new TemporalProperties(
                "unused", "unused", Duration.ofSeconds(90), Duration.ofSeconds(1), Duration.ZERO);
        gateway = new TemporalDeployments(
                environment.getWorkflowClient(),
                new Targets(manifests),
                (environmentName, plan) -> StepPast.NONE,
                properties,
                Traces.none());
        factory = begun();
    }

    public DeploymentGateway gateway() {
        return gateway;
    }

    /** What was sent to workers, such as {@code check-1/DO/1}. */
    public List<String> dispatched() {
        return List.copyOf(dispatched);
    }

    /** From now on no event can be published, so that nothing that follows from one begins. */
    public void publishNothing() {
        publishes = false;
    }

    /** The process that runs workflows ends in the middle of what it does. */
    public void kill() {
        factory.shutdownNow();
        factory.awaitTermination(10, TimeUnit.SECONDS);
    }

    /** Another one begins, which publishes again. */
    public void restart() {
        publishes = true;
        factory = begun();
    }

    private WorkerFactory begun() {
        WorkerFactory next = WorkerFactory.newInstance(environment.getWorkflowClient());
        Worker worker = next.newWorker(
                DeploymentWorkflow.TASK_QUEUE,
                WorkerOptions.newBuilder()
                        .setStickyQueueScheduleToStartTimeout(Duration.ZERO)
                        .build());
        worker.registerWorkflowImplementationTypes(DeploymentWorkflowImpl.class);
        worker.registerActivitiesImplementations(new Workers());
        next.start();
        return next;
    }

    @Override
    public void close() {
        kill();
        environment.close();
    }

    private final class Workers implements DeploymentActivities {
        @Override
        public Result dispatch(DispatchRequest request) {
            dispatched.add(
                    request.execution().step() + "/" + request.execution().direction() + "/"
                            + request.execution().ordinal());
            return new Result(
                    request.execution(),
                    request.lease(),
                    "",
                    Outcome.SUCCEEDED,
                    new Account("at-once", Instant.EPOCH, Instant.EPOCH, List.of(), null),
                    null,
                    null);
        }

        @Override
        public void publish(List<DeploymentEvent> events) {
            if (!publishes) {
                throw new IllegalStateException("Kafka is away");
            }
            events.forEach(published);
        }

        @Override
        public void cancel(String pool, Cancellation cancellation) {
            throw new AssertionError("nothing is cancelled here: " + cancellation);
        }
    }
}
