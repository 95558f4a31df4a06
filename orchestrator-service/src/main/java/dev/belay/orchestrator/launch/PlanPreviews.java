package dev.belay.orchestrator.launch;

import dev.belay.contracts.DeploymentId;
import dev.belay.orchestrator.deployment.Intent;
import dev.belay.orchestrator.deployment.PastRuns;
import dev.belay.orchestrator.deployment.preview.PlanPreview;
import dev.belay.orchestrator.deployment.preview.Previews;
import dev.belay.orchestrator.deployment.refusal.PreviewNotAnswered;
import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.StepPast;
import dev.belay.orchestrator.plan.Timetable;
import dev.belay.orchestrator.plan.UndoEstimates;
import dev.belay.orchestrator.plan.reading.PlanReader;
import dev.belay.orchestrator.plan.reading.PlanReading;
import dev.belay.orchestrator.workflow.DeploymentWorkflow;
import dev.belay.orchestrator.workflow.PreviewWorkflow;
import dev.belay.orchestrator.workflow.preview.Preview;
import dev.belay.orchestrator.workflow.request.DeploymentRequest;
import dev.belay.orchestrator.workflow.request.Pace;
import dev.belay.orchestrator.workflow.request.Target;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the workflow's own code say what a plan would do, and adds when and how long. */
final class PlanPreviews implements Previews {
    private static final Logger LOG = LoggerFactory.getLogger(PlanPreviews.class);
    private static final int ANSWER_SECONDS = 15;

    private final WorkflowClient client;
    private final Targets targets;
    private final PastRuns pastRuns;
    private final PlanReader reader = new PlanReader();

    PlanPreviews(WorkflowClient client, Targets targets, PastRuns pastRuns) {
        this.client = client;
        this.targets = targets;
        this.pastRuns = pastRuns;
    }

    @Override
    public PlanPreview preview(
            Intent.PlanSource source, Map<String, String> parameters, String environment, Instant begins) {
        PlanReading reading = reader.read(source.name(), source.text(), source.files(), parameters);
        if (!(reading instanceof PlanReading.Compiled compiled)) {
            throw new IllegalStateException("The plan " + source.name() + " was valid before: " + reading);
        }
        StepPast past = pastRuns.of(environment, compiled.plan().name());
        Plan plan = compiled.plan().estimated(past);
        Target target = targets.of(environment);
        Preview preview = walk(plan, target, parameters);
        Timetable timetable = Timetable.of(plan, begins, target.changes());
        return new PreviewComposition(environment, plan, timetable, preview, new UndoEstimates(past)).preview();
    }

    private Preview walk(Plan plan, Target target, Map<String, String> parameters) {
        PreviewWorkflow workflow = client.newWorkflowStub(
                PreviewWorkflow.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(DeploymentWorkflow.TASK_QUEUE)
                        .setWorkflowExecutionTimeout(Duration.ofSeconds(2L * ANSWER_SECONDS))
                        .build());
        DeploymentRequest request = new DeploymentRequest(
                new DeploymentId("preview"),
                plan,
                target,
                new DeploymentRequest.Person("somebody-else", ""),
                parameters,
                new Pace(Duration.ofMinutes(1), Duration.ZERO));
        try {
            return WorkflowClient.execute(workflow::preview, request).get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException notAnswered) {
            LOG.warn("What plan {} would do was not found out: {}", plan.name(), notAnswered.toString());
            throw new PreviewNotAnswered(plan.name());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PreviewNotAnswered(plan.name());
        }
    }
}
