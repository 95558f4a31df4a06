package dev.belay.orchestrator.workflow.step;

import dev.belay.contracts.StepId;
import dev.belay.contracts.StepStatus;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.workflow.decision.Decisions;
import dev.belay.orchestrator.workflow.decision.TurnBack;
import dev.belay.orchestrator.workflow.event.EventLog;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs steps at once: when one of them fails, the others are told to stop, and all are waited for.
 *
 * <p>Their undos are recorded in the order of the plan before any of them begins, so that they are taken back in the
 * reverse of that order, however fast each was.
 */
public final class Together {
    private final EventLog events;
    private final Decisions decisions;
    private final StepRunner runner;

    public Together(EventLog events, Decisions decisions, StepRunner runner) {
        this.events = events;
        this.decisions = decisions;
        this.runner = runner;
    }

    /**
     * Runs them to their ends.
     *
     * @throws TurnBack where the deployment cannot go on, once nothing of them is under way any more
     */
    public void run(List<Step> steps) {
        steps.forEach(runner::recordUndo);
        if (decisions.cancelRequested()) {
            steps.forEach(step -> events.step(step.id(), StepStatus.CANCELLED, "Not begun"));
            decisions.turnBackIfCancelled();
        }
        List<TurnBack> turned = new ArrayList<>();
        List<Promise<Void>> runs = new ArrayList<>();
        for (Step step : steps) {
            runs.add(Async.procedure(() -> run(step, steps, turned)));
        }
        Promise.allOf(runs).get();
        decisions.stops().lift();
        if (!turned.isEmpty()) {
            throw turned.get(0);
        }
    }

    private void run(Step step, List<Step> all, List<TurnBack> turned) {
        try {
            runner.run(step);
        } catch (TurnBack back) {
            List<StepId> others = all.stream()
                    .map(Step::id)
                    .filter(other -> !other.equals(step.id()))
                    .toList();
            decisions.stops().stop(others, "step \"" + step.id() + "\", which runs beside it, has failed");
            turned.add(back);
        }
    }
}
