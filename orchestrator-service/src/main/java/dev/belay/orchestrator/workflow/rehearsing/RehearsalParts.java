package dev.belay.orchestrator.workflow.rehearsing;

import dev.belay.contracts.Direction;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.migration.DatabaseCopy;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.CopyDropWork;
import dev.belay.contracts.work.Work;
import dev.belay.orchestrator.plan.Phase;
import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.RehearsalPart;
import dev.belay.orchestrator.plan.RehearsalPart.Kind;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.step.RehearseStep;
import dev.belay.orchestrator.workflow.decision.Decisions;
import dev.belay.orchestrator.workflow.event.EventLog;
import dev.belay.orchestrator.workflow.event.Outlines;
import dev.belay.orchestrator.workflow.execution.Assignment;
import dev.belay.orchestrator.workflow.execution.Executor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The parts of one attempt at a rehearsal: each is shown as a step of its own, and stops with the rehearsal. */
final class RehearsalParts {
    private static final Duration DROP = Duration.ofMinutes(10);
    private static final Duration LEAST = Duration.ofMinutes(1);

    private final Step step;
    private final int attempt;
    private final List<RehearsalPart> parts;
    private final EventLog events;
    private final Decisions decisions;
    private final Executor executor;
    private final Instant ends;

    private RehearsalParts(
            Step step,
            int attempt,
            List<RehearsalPart> parts,
            EventLog events,
            Decisions decisions,
            Executor executor) {
        this.step = step;
        this.attempt = attempt;
        this.parts = parts;
        this.events = events;
        this.decisions = decisions;
        this.executor = executor;
        this.ends = EventLog.now().plus(step.settings().timeout());
    }

    /** Those of the first attempt stand in the plan's outline; those of another one are shown from now on. */
    static RehearsalParts begin(
            Plan plan, Step step, int attempt, EventLog events, Decisions decisions, Executor executor) {
        List<RehearsalPart> parts = RehearsalPart.of((RehearseStep) step.definition());
        for (RehearsalPart part : parts) {
            decisions.stops().contain(part.id(step.id(), attempt), step.id());
            if (part.kind() == Kind.DROP) {
                decisions.stops().spare(part.id(step.id(), attempt));
            }
            if (attempt > 1) {
                events.append(new EventBody.StepAdded(phaseOf(step, plan), Outlines.of(part, step.id(), attempt)));
            }
        }
        return new RehearsalParts(step, attempt, parts, events, decisions, executor);
    }

    /** Does a part on the copy. */
    Result perform(Kind kind, int index, Work work, DatabaseCopy copy) {
        return perform(
                Assignment.of(id(kind, index), Direction.DO, work, timeLeft()).on(copy));
    }

    /** Reads on the copy what a part needs to know before it begins. */
    Result read(Kind kind, int index, Work work, DatabaseCopy copy) {
        StepId id = id(kind, index);
        Result result = executor.perform(
                Assignment.of(id, Direction.BEFORE, work, timeLeft()).on(copy), StepStatus.RUNNING);
        if (result.outcome() != Outcome.SUCCEEDED) {
            show(id, result);
        }
        return result;
    }

    /** Drops the copy, whatever else has been decided; what is not there is dropped too. */
    Result drop() {
        return perform(Assignment.of(id(Kind.DROP, 0), Direction.DO, new CopyDropWork(), DROP));
    }

    /** Whether the rehearsal is to stop. */
    boolean stopRequested() {
        return decisions.stopRequested(step.id());
    }

    private Result perform(Assignment assignment) {
        Result result = executor.perform(assignment, StepStatus.RUNNING);
        show(assignment.step(), result);
        return result;
    }

    private void show(StepId id, Result result) {
        StepStatus status =
                switch (result.outcome()) {
                    case SUCCEEDED -> StepStatus.SUCCEEDED;
                    case CANCELLED -> StepStatus.CANCELLED;
                    case FAILED, REFUSED, NOT_DONE, UNKNOWN -> StepStatus.FAILED;
                };
        events.step(id, status, result.execution(), result.lease(), result.account(), result.failure());
    }

    private StepId id(Kind kind, int index) {
        return parts.stream()
                .filter(part -> part.kind() == kind && part.index() == index)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No part " + kind + " " + index + " in " + parts))
                .id(step.id(), attempt);
    }

    private Duration timeLeft() {
        Duration left = Duration.between(EventLog.now(), ends);
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }

    private static String phaseOf(Step step, Plan plan) {
        return plan.phases().stream()
                .filter(phase -> phase.steps().contains(step))
                .map(Phase::name)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Step \"" + step.id() + "\" is in no phase"));
    }
}
