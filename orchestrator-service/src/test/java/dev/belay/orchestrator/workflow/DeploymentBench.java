package dev.belay.orchestrator.workflow;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.Role;
import dev.belay.contracts.StepId;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.EventBody;
import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.reading.PlanReader;
import dev.belay.orchestrator.plan.reading.PlanReading;
import dev.belay.orchestrator.workflow.preview.Preview;
import dev.belay.orchestrator.workflow.request.DecisionRequest;
import dev.belay.orchestrator.workflow.request.DeploymentRequest;
import dev.belay.orchestrator.workflow.request.Pace;
import dev.belay.orchestrator.workflow.undo.PreviewAnswer;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Runs deployments of a plan against a scripted world, on a real workflow engine whose clock leaps. */
final class DeploymentBench implements AutoCloseable {
    static final String PLAN = """
            plan: shop-release
            description: A release with everything in it
            parameters:
              version: {description: Git tag, pattern: 'v\\d+\\.\\d+\\.\\d+'}
            phases:
              - phase: prepare
                steps:
                  - check: Ready
                    http: [{get: /health}]
                    attempts: 1
              - phase: protect
                steps:
                  - maintenance: on
                  - backup: database
                    verify: [list, checksum, restore]
              - phase: change
                steps:
                  - rollout: ${version}
                  - migrate: latest
                  - run: colours
                  - maintenance: off
                  - check: It works
                    smoke: yes
                    attempts: 1
                    http: [{get: /health}]
            """;

    private final TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance();
    private final FakeWorld world;
    private final List<Thread> clocks = new ArrayList<>();
    private @Nullable WorkflowStub stub;

    DeploymentBench(FakeWorld world) {
        this.world = world;
        Worker worker = environment.newWorker(DeploymentWorkflow.TASK_QUEUE);
        worker.registerWorkflowImplementationTypes(
                DeploymentWorkflowImpl.class,
                PreviewWorkflowImpl.class,
                WatchWorkflowImpl.class,
                RollbackWorkflowImpl.class);
        worker.registerActivitiesImplementations(world, world.environment());
        environment.start();
    }

    /** From now on decisions go to the workflow that watches, which begins a moment after the status says so. */
    void followWatch() {
        String deployment = stub().getExecution().getWorkflowId();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !running());
        stub = environment.getWorkflowClient().newUntypedWorkflowStub(deployment.replace("deployment/", "watch/"));
    }

    /** From now on it is about the workflow that takes back what a watch has handed over. */
    void followRollback() {
        String watch = stub().getExecution().getWorkflowId();
        stub = environment.getWorkflowClient().newUntypedWorkflowStub(watch.replace("watch/", "rollback/"));
    }

    /** All that the workflow has done, as Temporal keeps it. */
    String history() {
        return environment
                .getWorkflowClient()
                .fetchHistory(stub().getExecution().getWorkflowId())
                .toJson(false);
    }

    StepId step(String id) {
        return new StepId(id);
    }

    DeploymentBench start(String yaml) {
        return start(yaml, (DeploymentRequest.Schedule) null);
    }

    /** @param begins absent for at once */
    DeploymentBench start(String yaml, @Nullable Instant begins) {
        return start(yaml, begins == null ? null : new DeploymentRequest.Schedule(begins, ZoneOffset.UTC));
    }

    DeploymentBench start(String yaml, DeploymentRequest.@Nullable Schedule schedule) {
        DeploymentId id =
                new DeploymentId("deployment-" + UUID.randomUUID().toString().substring(0, 8));
        stub = environment
                .getWorkflowClient()
                .newUntypedWorkflowStub(
                        "DeploymentWorkflow",
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(DeploymentWorkflow.TASK_QUEUE)
                                .setWorkflowId(DeploymentWorkflow.workflowId(id))
                                .build());
        stub.start(request(id, yaml, schedule));
        return this;
    }

    Preview preview(String yaml) {
        return environment
                .getWorkflowClient()
                .newWorkflowStub(
                        PreviewWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(DeploymentWorkflow.TASK_QUEUE)
                                .build())
                .preview(request(new DeploymentId("preview"), yaml, null));
    }

    static Plan compiled(String yaml) {
        PlanReading reading = new PlanReader().read("plan.yaml", yaml, Map.of("version", "v2.0.0"));
        if (reading instanceof PlanReading.Compiled compiled) {
            return compiled.plan();
        }
        throw new AssertionError(reading);
    }

    private DeploymentRequest request(DeploymentId id, String yaml, DeploymentRequest.@Nullable Schedule schedule) {
        return new DeploymentRequest(
                id,
                compiled(yaml),
                world.target(),
                new DeploymentRequest.Person("olga", "go"),
                Map.of("version", "v2.0.0"),
                new Pace(Duration.ofSeconds(2), Duration.ofSeconds(3)),
                schedule);
    }

    /** Lets people agree to everything, but reject the step that is to fail, until it has ended. */
    DeploymentStatus endWithConsent(StepId failing) {
        AtomicInteger answered = new AtomicInteger();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            if (questions().size() > answered.get()) {
                EventBody.DecisionNeeded question = questions().get(answered.getAndIncrement());
                List<DecisionKind> wanted = question.step().equals(failing)
                        ? List.of(DecisionKind.REJECT, DecisionKind.ROLLBACK)
                        : List.of(DecisionKind.APPROVE, DecisionKind.ROLLBACK);
                decide(
                        wanted.stream()
                                .filter(question.options()::contains)
                                .findFirst()
                                .orElseThrow(),
                        "anna");
            }
            return !running();
        });
        return end();
    }

    /** Runs to the end and says how it ended. */
    DeploymentStatus end() {
        stub().getResult(Void.class);
        return world.events().stream()
                .filter(EventBody.StatusChanged.class::isInstance)
                .map(event -> ((EventBody.StatusChanged) event).status())
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    /** What time it is for workflows. */
    Instant now() {
        return Instant.ofEpochMilli(environment.currentTimeMillis());
    }

    void leap(Duration duration) {
        environment.sleep(duration);
    }

    /** Lets time pass beside the test, as long as something runs: the engine's clock does not leap where nothing does. */
    void passes(Duration duration) {
        Thread clock = new Thread(() -> environment.sleep(duration), "clock");
        clock.setDaemon(true);
        clock.start();
        clocks.add(clock);
    }

    /**
     * As {@link #passes}, once the time has passed that was let pass before. Two clocks at once would let time pass while
     * an activity runs, which then times out.
     */
    void passesThen(Duration duration) {
        List<Thread> before = List.copyOf(clocks);
        Thread clock = new Thread(
                () -> {
                    try {
                        for (Thread earlier : before) {
                            earlier.join();
                        }
                        environment.sleep(duration);
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                },
                "clock");
        clock.setDaemon(true);
        clock.start();
        clocks.add(clock);
    }

    void awaitStatus(DeploymentStatus status) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> world.events().stream()
                        .anyMatch(event ->
                                event instanceof EventBody.StatusChanged changed && changed.status() == status));
    }

    /** Waits for the numbered question. */
    EventBody.DecisionNeeded awaitQuestion(int number) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> questions().size() >= number);
        return questions().get(number - 1);
    }

    /** Does it when that much time has passed on the engine's clock. */
    void at(Duration later, Runnable what) {
        environment.registerDelayedCallback(later, what);
    }

    void decide(DecisionKind kind, String by) {
        decide(kind, by, null, UUID.randomUUID().toString());
    }

    void decide(DecisionKind kind, String by, @Nullable StepId step, String id) {
        decide(new DecisionRequest(
                id, kind, new DecisionRequest.Seen(step, null), null, by, Role.RELEASE_MANAGER, "looked at it"));
    }

    /** Decides with an argument: the task of a repair, or how far a rollback goes. */
    void decide(DecisionKind kind, String argument, String by) {
        decide(new DecisionRequest(
                UUID.randomUUID().toString(),
                kind,
                new DecisionRequest.Seen(null, null),
                argument,
                by,
                Role.RELEASE_MANAGER,
                "looked at it"));
    }

    void decide(DecisionRequest decision) {
        stub().startUpdate(
                        UpdateOptions.newBuilder(Void.class)
                                .setUpdateName("decide")
                                .setUpdateId(decision.id())
                                .setWaitForStage(io.temporal.client.WorkflowUpdateStage.COMPLETED)
                                .build(),
                        decision)
                .getResult();
    }

    /** @param to absent for as far as the plan says */
    PreviewAnswer previewRollback(@Nullable String to) {
        return stub().query("previewRollback", PreviewAnswer.class, to);
    }

    /** Why the deployment stands where it stands. */
    String reason() {
        return world.events().stream()
                .filter(EventBody.StatusChanged.class::isInstance)
                .map(event -> ((EventBody.StatusChanged) event).reason())
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    boolean running() {
        return stub().describe().getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    }

    WorkflowClient client() {
        return environment.getWorkflowClient();
    }

    private List<EventBody.DecisionNeeded> questions() {
        return world.events().stream()
                .filter(EventBody.DecisionNeeded.class::isInstance)
                .map(EventBody.DecisionNeeded.class::cast)
                .toList();
    }

    private WorkflowStub stub() {
        if (stub == null) {
            throw new IllegalStateException("start a deployment first");
        }
        return stub;
    }

    /** What is left of the time that was to pass would keep the engine from ending for seconds. */
    @Override
    public void close() {
        clocks.forEach(Thread::interrupt);
        environment.close();
    }
}
