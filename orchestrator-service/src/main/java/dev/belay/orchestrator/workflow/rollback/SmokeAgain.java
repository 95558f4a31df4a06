package dev.belay.orchestrator.workflow.rollback;

import static dev.belay.contracts.event.DecisionKind.CLOSE;
import static dev.belay.contracts.event.DecisionKind.DONE;
import static dev.belay.contracts.event.DecisionKind.RETRY;
import static dev.belay.contracts.event.DecisionKind.ROLLBACK;

import dev.belay.contracts.StepId;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.workflow.decision.Decisions;
import dev.belay.orchestrator.workflow.decision.Question;
import dev.belay.orchestrator.workflow.event.EventLog;
import dev.belay.orchestrator.workflow.event.Outlines;
import dev.belay.orchestrator.workflow.execution.Executor;
import dev.belay.orchestrator.workflow.request.BackTo;
import dev.belay.orchestrator.workflow.request.DecisionRequest;
import dev.belay.orchestrator.workflow.step.StepRunner;
import dev.belay.orchestrator.workflow.undo.Retreat;
import dev.belay.orchestrator.workflow.undo.UndoList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Repeats the smoke checks after a rollback; where one does not hold, a person may also choose to go further back. */
final class SmokeAgain {
    private final Plan plan;
    private final EventLog events;
    private final Decisions decisions;
    private final StepRunner steps;
    private final UndoList undo;
    private final Retreat way;

    SmokeAgain(Plan plan, EventLog events, Decisions decisions, StepRunner steps, UndoList undo, Retreat way) {
        this.plan = plan;
        this.events = events;
        this.decisions = decisions;
        this.steps = steps;
        this.undo = undo;
        this.way = way;
    }

    /** Empty where all hold, or a person says so; otherwise how far back it goes now. */
    Optional<BackTo> run() {
        for (Step step : plan.steps()) {
            if (step.settings().smoke()) {
                Optional<BackTo> further = repeat(again(step));
                if (further.isPresent()) {
                    return further;
                }
            }
        }
        return Optional.empty();
    }

    private static Step again(Step step) {
        return new Step(
                new StepId(step.id() + Outlines.AGAIN),
                step.title() + ", again",
                step.settings(),
                step.definition(),
                step.version());
    }

    private Optional<BackTo> repeat(Step step) {
        events.append(new EventBody.StepAdded(Outlines.ROLLBACK, Outlines.of(step)));
        while (true) {
            Result result = steps.attempt(step);
            boolean holds = result.outcome() == Outcome.SUCCEEDED;
            events.step(
                    step.id(),
                    holds ? StepStatus.SUCCEEDED : StepStatus.FAILED,
                    result.execution(),
                    result.lease(),
                    result.account(),
                    result.failure());
            if (holds) {
                return Optional.empty();
            }
            DecisionRequest decision = ask(step, result);
            if (decision.kind() == DONE) {
                return Optional.empty();
            }
            if (decision.kind() == ROLLBACK) {
                return Optional.of(BackTo.of(decision.argument()));
            }
        }
    }

    private DecisionRequest ask(Step step, Result result) {
        String what = way.reached() + " But \"" + step.title() + "\" does not hold: " + Executor.message(result);
        List<DecisionKind> options = new ArrayList<>(List.of(RETRY, DONE));
        String further = "";
        if (!undo.isEmpty()) {
            options.add(ROLLBACK);
            further = ", go further back (rollback, and say how far)";
        }
        options.add(CLOSE);
        DecisionRequest decision = decisions
                .ask(Question.ofTrouble(
                                step.id(),
                                what + " Mend it and retry, say that it holds" + further + ", or close?",
                                options,
                                List.of())
                        .withTargets("go further back, and say how far with --to", this::refusal))
                .orElseThrow();
        if (decision.kind() == CLOSE) {
            throw RollbackClosed.by(decision, what);
        }
        if (decision.kind() == DONE) {
            events.step(
                    step.id(), StepStatus.SUCCEEDED, "It holds, says " + decision.by() + Decisions.comment(decision));
        }
        return decision;
    }

    private Optional<UndoList.Refusal> refusal(@Nullable String to) {
        return to == null
                ? Optional.of(new UndoList.Refusal(
                        "no-way-back",
                        "Say how far to go back; expected one of "
                                + undo.targets().stream().map(StepId::text).collect(Collectors.joining(", ")) + ", "
                                + BackTo.BEGINNING + "."))
                : undo.refusal(BackTo.of(to));
    }
}
