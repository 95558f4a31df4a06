package dev.belay.orchestrator.launch;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.event.RollbackPreview;
import dev.belay.messaging.trace.TraceScope;
import dev.belay.messaging.trace.Traces;
import dev.belay.orchestrator.deployment.Decision;
import dev.belay.orchestrator.deployment.DecisionAnswer;
import dev.belay.orchestrator.deployment.DeploymentGateway;
import dev.belay.orchestrator.deployment.Intent;
import dev.belay.orchestrator.deployment.PastRuns;
import dev.belay.orchestrator.deployment.PreviewAnswer;
import dev.belay.orchestrator.deployment.RunState;
import dev.belay.orchestrator.plan.reading.PlanReader;
import dev.belay.orchestrator.plan.reading.PlanReading;
import dev.belay.orchestrator.workflow.DeploymentWorkflow;
import dev.belay.orchestrator.workflow.RollbackWorkflow;
import dev.belay.orchestrator.workflow.WatchWorkflow;
import dev.belay.orchestrator.workflow.request.DecisionRequest;
import dev.belay.orchestrator.workflow.request.DeploymentRequest;
import dev.belay.orchestrator.workflow.request.Pace;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.errordetails.v1.NamespaceNotFoundFailure;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.ApplicationFailure;
import io.temporal.serviceclient.StatusUtils;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deployments as workflows: at most one for each deployment id, for ever. */
final class TemporalDeployments implements DeploymentGateway {
    private static final Logger LOG = LoggerFactory.getLogger(TemporalDeployments.class);
    private static final int ANSWER_SECONDS = 5;
    private static final String NOT_RUNNING = "not-running";
    private static final String HANDED_ON = "handed-on";

    private final WorkflowClient client;
    private final Targets targets;
    private final PastRuns pastRuns;
    private final Pace pace;
    private final Traces traces;
    private final PlanReader reader = new PlanReader();
    private final ExecutorService calls = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "temporal-call");
        thread.setDaemon(true);
        return thread;
    });

    TemporalDeployments(
            WorkflowClient client, Targets targets, PastRuns pastRuns, TemporalProperties properties, Traces traces) {
        this.client = client;
        this.targets = targets;
        this.pastRuns = pastRuns;
        this.traces = traces;
        this.pace = new Pace(properties.heartbeat(), properties.pauseBetweenAttempts());
    }

    @Override
    public void start(Intent intent) {
        Intent.PlanSource plan = intent.plan();
        PlanReading reading = reader.read(plan.name(), plan.text(), plan.files(), intent.parameters());
        if (!(reading instanceof PlanReading.Compiled compiled)) {
            throw new IllegalStateException(
                    "The plan of deployment " + intent.deployment() + " was valid when it was asked for: " + reading);
        }
        DeploymentRequest request = new DeploymentRequest(
                intent.deployment(),
                compiled.plan()
                        .estimated(pastRuns.of(
                                intent.environment(), compiled.plan().name())),
                targets.of(intent.environment()),
                new DeploymentRequest.Person(
                        intent.request().by(), intent.request().comment()),
                intent.parameters(),
                pace,
                schedule(intent));
        WorkflowOptions options = WorkflowOptions.newBuilder()
                .setTaskQueue(DeploymentWorkflow.TASK_QUEUE)
                .setWorkflowId(DeploymentWorkflow.workflowId(intent.deployment()))
                .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .build();
        await(calls.submit(() -> {
            try (TraceScope trace = traces.within(intent.trace())) {
                WorkflowClient.start(client.newWorkflowStub(DeploymentWorkflow.class, options)::run, request);
            } catch (WorkflowExecutionAlreadyStarted already) {
                LOG.info("Deployment {} runs already", intent.deployment());
            }
        }));
    }

    private static DeploymentRequest.@Nullable Schedule schedule(Intent intent) {
        Intent.Schedule schedule = intent.schedule();
        if (schedule == null) {
            return null;
        }
        Intent.Series series = schedule.series();
        return new DeploymentRequest.Schedule(
                schedule.startsAt(),
                schedule.zone(),
                series == null ? null : series.cron().text());
    }

    /** The intent is on record, so that nobody has to wait for a Temporal that is away. */
    private static void await(Future<?> start) {
        try {
            start.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new IllegalStateException("Temporal has not answered within " + ANSWER_SECONDS + " s", late);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(String.valueOf(failed.getCause()), failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Temporal was asked to start a run", interrupted);
        }
    }

    @Override
    public DecisionAnswer decide(Decision decision) {
        DecisionRequest request = new DecisionRequest(
                decision.id(),
                decision.kind(),
                new DecisionRequest.Seen(decision.step(), decision.seen().question()),
                decision.argument(),
                decision.by(),
                decision.role(),
                decision.comment());
        try {
            return CompletableFuture.supplyAsync(() -> update(decision.deployment(), request), calls)
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException notAnswered) {
            LOG.warn(
                    "Decision {} on {} was not answered: {}",
                    decision.id(),
                    decision.deployment(),
                    notAnswered.toString());
            return new DecisionAnswer.NotAnswered();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new DecisionAnswer.NotAnswered();
        }
    }

    @Override
    public PreviewAnswer previewRollback(DeploymentId id, @Nullable String to) {
        try {
            return CompletableFuture.supplyAsync(
                            () -> client.newUntypedWorkflowStub(carrier(id))
                                    .query(
                                            "previewRollback",
                                            dev.belay.orchestrator.workflow.undo.PreviewAnswer.class,
                                            new Object[] {to}),
                            calls)
                    .thenApply(TemporalDeployments::preview)
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException notAnswered) {
            LOG.warn("The preview of a rollback of {} was not answered: {}", id, notAnswered.toString());
            return new PreviewAnswer.NotAnswered();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new PreviewAnswer.NotAnswered();
        }
    }

    /** The workflow that carries the deployment now; the first one where none does. */
    private String carrier(DeploymentId id) {
        String first = DeploymentWorkflow.workflowId(id);
        return describe(first) == RunState.RUNNING
                ? first
                : followers(id).stream()
                        .filter(next -> describe(next) == RunState.RUNNING)
                        .findFirst()
                        .orElse(first);
    }

    private static PreviewAnswer preview(dev.belay.orchestrator.workflow.undo.PreviewAnswer answer) {
        RollbackPreview preview = answer.preview();
        return preview == null
                ? new PreviewAnswer.Refused(String.valueOf(answer.code()), String.valueOf(answer.why()))
                : new PreviewAnswer.Shown(preview);
    }

    @Override
    public RunState describe(DeploymentId id) {
        RunState first = describe(DeploymentWorkflow.workflowId(id));
        if (first != RunState.CLOSED) {
            return first;
        }
        return followers(id).stream().anyMatch(next -> describe(next) == RunState.RUNNING)
                ? RunState.RUNNING
                : RunState.CLOSED;
    }

    private RunState describe(String workflowId) {
        try {
            WorkflowExecutionStatus status =
                    client.newUntypedWorkflowStub(workflowId).describe().getStatus();
            return status == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING
                    ? RunState.RUNNING
                    : RunState.CLOSED;
        } catch (WorkflowNotFoundException notFound) {
            requireNamespace(notFound);
            return RunState.NOT_FOUND;
        } catch (StatusRuntimeException failed) {
            if (failed.getStatus().getCode() == Status.Code.NOT_FOUND) {
                requireNamespace(failed);
                return RunState.NOT_FOUND;
            }
            throw failed;
        }
    }

    /** A Temporal without our namespace knows no deployment of ours, which says nothing about them. */
    private void requireNamespace(RuntimeException notFound) {
        if (cause(notFound) instanceof StatusRuntimeException status
                && StatusUtils.hasFailure(status, NamespaceNotFoundFailure.class)) {
            throw new IllegalStateException(
                    "Temporal has no namespace \"" + client.getOptions().getNamespace()
                            + "\". Make it there, or correct belay.temporal.target or belay.temporal.namespace.",
                    notFound);
        }
    }

    private static @Nullable Throwable cause(RuntimeException failure) {
        return failure instanceof StatusRuntimeException ? failure : failure.getCause();
    }

    /** The workflow that carries the deployment now is asked: the first one, or one that has followed it. */
    private DecisionAnswer update(DeploymentId id, DecisionRequest request) {
        DecisionAnswer answer = update(id, DeploymentWorkflow.workflowId(id), request);
        boolean onItsWay = false;
        for (String next : followers(id)) {
            if (!refused(answer, NOT_RUNNING) && !refused(answer, HANDED_ON)) {
                return answer;
            }
            onItsWay |= refused(answer, HANDED_ON);
            answer = update(id, next, request);
        }
        return onItsWay && refused(answer, NOT_RUNNING) ? new DecisionAnswer.NotAnswered() : answer;
    }

    private static List<String> followers(DeploymentId id) {
        return List.of(WatchWorkflow.workflowId(id), RollbackWorkflow.workflowId(id));
    }

    private static boolean refused(DecisionAnswer answer, String code) {
        return answer instanceof DecisionAnswer.Refused refused
                && refused.code().equals(code);
    }

    private DecisionAnswer update(DeploymentId id, String workflowId, DecisionRequest request) {
        try {
            client.newUntypedWorkflowStub(workflowId)
                    .startUpdate(
                            UpdateOptions.newBuilder(Void.class)
                                    .setUpdateName("decide")
                                    .setUpdateId(request.id())
                                    .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                                    .build(),
                            request)
                    .getResult();
            return new DecisionAnswer.Accepted();
        } catch (WorkflowUpdateException refused) {
            return refusal(refused);
        } catch (WorkflowNotFoundException gone) {
            requireNamespace(gone);
            return new DecisionAnswer.Refused(NOT_RUNNING, "Deployment " + id + " does not run any more.");
        }
    }

    private static DecisionAnswer refusal(WorkflowUpdateException refused) {
        if (refused.getCause() instanceof ApplicationFailure failure) {
            return new DecisionAnswer.Refused(failure.getType(), failure.getOriginalMessage());
        }
        return new DecisionAnswer.Refused("refused", String.valueOf(refused.getMessage()));
    }
}
