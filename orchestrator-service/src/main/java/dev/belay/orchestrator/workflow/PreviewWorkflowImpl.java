package dev.belay.orchestrator.workflow;

import dev.belay.contracts.StepId;
import dev.belay.contracts.StepKind;
import dev.belay.orchestrator.plan.Phase;
import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.Turn;
import dev.belay.orchestrator.plan.timing.Timing;
import dev.belay.orchestrator.workflow.decision.Decisions;
import dev.belay.orchestrator.workflow.event.EventLog;
import dev.belay.orchestrator.workflow.execution.Executor;
import dev.belay.orchestrator.workflow.execution.Fencing;
import dev.belay.orchestrator.workflow.preview.PredictedWorld;
import dev.belay.orchestrator.workflow.preview.Preview;
import dev.belay.orchestrator.workflow.request.DeploymentRequest;
import dev.belay.orchestrator.workflow.request.Pace;
import dev.belay.orchestrator.workflow.undo.UndoList;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the plan as a deployment does, with the same parts, but with predicted answers of workers and people
 * and without a window to wait for: all in one workflow task.
 */
public final class PreviewWorkflowImpl implements PreviewWorkflow {
    @Override
    public Preview preview(DeploymentRequest request) {
        Plan plan = request.plan();
        DeploymentRequest atOnce = new DeploymentRequest(
                request.id(),
                new Plan(plan.name(), plan.description(), Timing.NONE, unwatched(plan)),
                request.target(),
                request.requester(),
                request.parameters(),
                new Pace(request.pace().heartbeat(), Duration.ZERO));
        List<Preview.IfFails> failures = atOnce.plan().steps().stream()
                .filter(PreviewWorkflowImpl::mayFail)
                .map(step -> walk(atOnce, step.id()).ifFails(step.id()))
                .toList();
        return new Preview(walk(atOnce, null).asked(), failures);
    }

    /** Looking over time would take that time; what its rules decide is not predicted. */
    private static List<Phase> unwatched(Plan plan) {
        return plan.phases().stream()
                .map(phase -> new Phase(
                        phase.name(),
                        phase.keep(),
                        phase.turns().stream()
                                .filter(turn -> !(turn instanceof Turn.AtOnce atOnce
                                        && atOnce.steps().stream().anyMatch(step -> step.kind() == StepKind.WATCH)))
                                .toList()))
                .toList();
    }

    /** Telling people is done when it is published, and nothing fails there. */
    private static boolean mayFail(Step step) {
        return step.kind() != StepKind.NOTIFY;
    }

    private static PredictedWorld walk(DeploymentRequest request, @Nullable StepId failing) {
        PredictedWorld world = new PredictedWorld(failing);
        CancellationScope scope = Workflow.newCancellationScope(() -> {
            EventLog events = new EventLog(request.id(), world);
            Decisions decisions = new Decisions(events, request.requester().name());
            world.answersTo(decisions);
            events.open();
            Executor executor = new Executor(request, events, decisions, longest -> world, world);
            Fencing fencing = new Fencing(request, events, executor, world);
            new Walk(request, events, decisions, executor, new UndoList(), fencing, world).run();
            events.flush();
        });
        scope.run();
        scope.cancel("the walk has ended");
        return world;
    }
}
