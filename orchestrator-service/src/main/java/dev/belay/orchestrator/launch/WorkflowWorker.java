package dev.belay.orchestrator.launch;

import dev.belay.messaging.start.NeededServer;
import dev.belay.messaging.start.ServerPort;
import dev.belay.messaging.start.ServerWatch;
import dev.belay.orchestrator.workflow.DeploymentWorkflow;
import dev.belay.orchestrator.workflow.DeploymentWorkflowImpl;
import dev.belay.orchestrator.workflow.PreviewWorkflowImpl;
import dev.belay.orchestrator.workflow.RollbackWorkflowImpl;
import dev.belay.orchestrator.workflow.WatchWorkflowImpl;
import dev.belay.orchestrator.workflow.request.DeploymentActivities;
import dev.belay.orchestrator.workflow.request.EnvironmentActivities;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/** Runs workflows in this process, from when Temporal answers until the process ends. */
final class WorkflowWorker implements SmartLifecycle, HealthIndicator {
    private static final Logger LOG = LoggerFactory.getLogger(WorkflowWorker.class);
    private static final int TEMPORALS_PORT = 7233;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final WorkerFactory factory;
    private final TemporalProperties properties;
    private final ServerWatch watch;
    private final Thread starter = new Thread(this::startWhenTemporalAnswers, "start-workflows");
    private volatile boolean running;
    private volatile boolean connected;

    WorkflowWorker(
            WorkflowClient client,
            DeploymentActivities activities,
            EnvironmentActivities environments,
            TemporalProperties properties) {
        watch = new ServerWatch(
                new NeededServer(
                        "Temporal at " + properties.target(),
                        () -> ServerPort.lack(properties.target(), TEMPORALS_PORT)),
                "Deployments stand still, what workers run goes on, and both go on by themselves.",
                Clock.systemUTC());
        this.properties = properties;
        factory = WorkerFactory.newInstance(client);
        Worker worker = factory.newWorker(
                DeploymentWorkflow.TASK_QUEUE,
                WorkerOptions.newBuilder()
                        .setStickyQueueScheduleToStartTimeout(properties.stickySchedule())
                        .build());
        worker.registerWorkflowImplementationTypes(
                DeploymentWorkflowImpl.class,
                PreviewWorkflowImpl.class,
                WatchWorkflowImpl.class,
                RollbackWorkflowImpl.class);
        worker.registerActivitiesImplementations(activities, environments);
    }

    @Override
    public void start() {
        running = true;
        starter.setDaemon(true);
        starter.start();
    }

    @Override
    public void stop() {
        running = false;
        LockSupport.unpark(starter);
        watch.close();
        factory.shutdown();
        factory.awaitTermination(10, TimeUnit.SECONDS);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public Health health() {
        return connected
                ? Health.up().withDetail("target", properties.target()).build()
                : Health.down()
                        .withDetail("waits for", "Temporal at " + properties.target())
                        .build();
    }

    private void startWhenTemporalAnswers() {
        boolean told = false;
        while (running && !connected) {
            try {
                factory.start();
                connected = true;
                LOG.info("Workflows run on Temporal at {}", properties.target());
                watch.start();
            } catch (RuntimeException notYet) {
                if (!told) {
                    LOG.warn(
                            "Waiting for Temporal at {}, namespace \"{}\": {}",
                            properties.target(),
                            properties.namespace(),
                            notYet.getMessage());
                    told = true;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
