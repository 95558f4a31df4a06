package dev.belay.orchestrator.workflow;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepId;
import dev.belay.orchestrator.plan.LaterSteps;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.step.CheckStep;
import dev.belay.orchestrator.plan.step.WatchStep;
import dev.belay.orchestrator.workflow.event.EventLog;
import dev.belay.orchestrator.workflow.request.DecisionRequest;
import dev.belay.orchestrator.workflow.request.DeploymentRequest;
import dev.belay.orchestrator.workflow.request.Handover;
import dev.belay.orchestrator.workflow.request.WatchRequest;
import dev.belay.orchestrator.workflow.request.WatchStanding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts off what does not hold the environment, and hands it on once the rest of the plan is through. */
final class Later {
    private final LaterSteps steps;
    private final EventLog events;
    private final List<WatchRequest.Due> checks = new ArrayList<>();
    private @Nullable WatchStanding watch;

    Later(DeploymentRequest request, EventLog events) {
        this.steps = LaterSteps.of(request.plan());
        this.events = events;
    }

    /** Puts the step off where it is one of those; it counts from now. */
    boolean putsOff(Step step) {
        if (!steps.contains(step)) {
            return false;
        }
        Instant now = EventLog.now();
        if (step.definition() instanceof WatchStep definition) {
            watch = WatchStanding.begin(step, now.plus(definition.length()));
        } else if (step.definition() instanceof CheckStep check) {
            Duration after = check.after();
            Instant due = now.plus(after == null ? Duration.ZERO : after);
            checks.add(new WatchRequest.Due(step, due));
            note(step.id(), due);
        }
        return true;
    }

    boolean isPutOff(Step step) {
        return steps.contains(step);
    }

    private void note(StepId step, Instant due) {
        events.note(step, "It is judged at " + due + "; the environment is not held until then.");
    }

    boolean isNothing() {
        return watch == null && checks.isEmpty();
    }

    /** Lets the environment go and begins to watch. */
    void begin(Handover handover, @Nullable DecisionRequest cancel) {
        Succession.watch(new WatchRequest(handover, watch, checks, cancel));
    }

    /** Says that from now on a hotfix can pass. */
    void letGo() {
        events.status(DeploymentStatus.WATCHING, "Every other step has succeeded; the environment is free");
    }
}
