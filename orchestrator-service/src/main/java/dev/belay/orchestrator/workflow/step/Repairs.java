package dev.belay.orchestrator.workflow.step;

import dev.belay.contracts.StepId;
import dev.belay.contracts.event.EventBody;
import dev.belay.orchestrator.plan.OnFailure;
import dev.belay.orchestrator.plan.Phase;
import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.StepSettings;
import dev.belay.orchestrator.plan.step.RunStep;
import dev.belay.orchestrator.plan.step.Undo;
import dev.belay.orchestrator.workflow.event.EventLog;
import dev.belay.orchestrator.workflow.event.Outlines;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Makes steps of the tasks that people choose where a step has failed; their undo is recorded like any other's. */
final class Repairs {
    private static final Duration LONGEST = Duration.ofHours(6);

    private final Plan plan;
    private final EventLog events;
    private int number;

    Repairs(Plan plan, EventLog events) {
        this.plan = plan;
        this.events = events;
    }

    /** A step that runs the task, shown in the phase of the step that has failed. */
    Step before(Step failed, String task) {
        Step repair = new Step(
                new StepId("repair-" + ++number),
                "Repair before " + failed.id() + ": " + task,
                new StepSettings(failed.settings().owner(), LONGEST, 1, null, OnFailure.ASK, false, List.of()),
                new RunStep(task, Map.of(), false, new Undo.ByKind()),
                failed.version());
        events.append(new EventBody.StepAdded(phaseOf(failed), Outlines.of(repair)));
        return repair;
    }

    private String phaseOf(Step step) {
        return plan.phases().stream()
                .filter(phase -> phase.steps().contains(step))
                .map(Phase::name)
                .findFirst()
                .orElse(Outlines.ROLLBACK);
    }
}
