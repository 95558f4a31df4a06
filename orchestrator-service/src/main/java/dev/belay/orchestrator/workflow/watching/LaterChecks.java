package dev.belay.orchestrator.workflow.watching;

import dev.belay.contracts.Direction;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.workflow.event.EventLog;
import dev.belay.orchestrator.workflow.execution.Assignment;
import dev.belay.orchestrator.workflow.execution.Executor;
import dev.belay.orchestrator.workflow.request.WatchRequest;
import dev.belay.orchestrator.workflow.step.Baselines;
import dev.belay.orchestrator.workflow.step.StepWork;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Checks that are judged later than their place in the plan. */
final class LaterChecks {
    private final EventLog events;
    private final Executor executor;
    private final List<WatchRequest.Due> left;
    private final Plan plan;
    private final Baselines baselines;

    LaterChecks(WatchRequest request, EventLog events, Executor executor) {
        this.events = events;
        this.executor = executor;
        this.left = new ArrayList<>(request.checks());
        this.left.sort(Comparator.comparing(WatchRequest.Due::at));
        this.plan = request.handover().request().plan();
        this.baselines = Baselines.of(request.handover().measured());
    }

    boolean none() {
        return left.isEmpty();
    }

    List<WatchRequest.Due> left() {
        return List.copyOf(left);
    }

    boolean isDue() {
        return !left.isEmpty() && !EventLog.now().isBefore(left.get(0).at());
    }

    Optional<Duration> untilNext() {
        Instant now = EventLog.now();
        return left.stream()
                .findFirst()
                .map(due -> now.isBefore(due.at()) ? Duration.between(now, due.at()) : Duration.ZERO);
    }

    Step next() {
        return left.get(0).step();
    }

    /** One answer, after as many attempts as the plan allows. */
    Result judge(Step check) {
        left.remove(0);
        Result result = look(check);
        for (int attempt = 1; attempt < check.settings().attempts() && result.outcome() == Outcome.FAILED; attempt++) {
            events.note(check.id(), "Attempt " + attempt + " failed: " + Executor.message(result));
            Workflow.sleep(Duration.ofSeconds(10));
            result = look(check);
        }
        events.step(
                check.id(),
                result.outcome() == Outcome.SUCCEEDED ? StepStatus.SUCCEEDED : StepStatus.FAILED,
                result.execution(),
                result.lease(),
                result.account(),
                result.failure());
        return result;
    }

    private Result look(Step check) {
        return executor.perform(
                Assignment.of(
                        check.id(),
                        Direction.DO,
                        StepWork.of(check, plan, baselines),
                        check.settings().timeout()),
                StepStatus.RUNNING);
    }
}
