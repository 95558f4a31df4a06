package dev.belay.orchestrator.workflow.watching;

import dev.belay.contracts.StepId;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.watch.RuleFiring;
import dev.belay.contracts.work.Output;
import dev.belay.orchestrator.workflow.decision.Decisions;
import dev.belay.orchestrator.workflow.decision.Question;
import dev.belay.orchestrator.workflow.decision.TurnBack;
import dev.belay.orchestrator.workflow.event.EventLog;
import dev.belay.orchestrator.workflow.execution.Executor;
import dev.belay.orchestrator.workflow.request.BackTo;
import dev.belay.orchestrator.workflow.request.DecisionRequest;
import dev.belay.orchestrator.workflow.undo.UndoList;
import io.temporal.workflow.Workflow;
import java.util.List;

/** A watch that is not the last step of its plan: the deployment waits for it and holds the environment meanwhile. */
public final class HeldWatch {
    private final EventLog events;
    private final Decisions decisions;
    private final WatchParts parts;
    private final StepId step;
    private final UndoList undo;

    public HeldWatch(EventLog events, Decisions decisions, WatchParts parts, UndoList undo) {
        this.undo = undo;
        this.events = events;
        this.decisions = decisions;
        this.parts = parts;
        this.step = parts.standing().step().id();
    }

    /**
     * Watches to the end.
     *
     * @throws TurnBack where a rule or a person says so
     */
    public void run() {
        while (!parts.isOver()) {
            decisions.turnBackIfCancelled();
            Result result = parts.look(parts.nextLength(), StepStatus.RUNNING);
            if (result.output() instanceof Output.Watched seen) {
                List<RuleFiring> firings = parts.take(seen);
                firings.forEach(this::follow);
                if (firings.isEmpty() && parts.endedAtOnce()) {
                    Workflow.await(parts.definition().every(), decisions::cancelRequested);
                }
            } else if (result.outcome() == Outcome.CANCELLED) {
                events.step(step, StepStatus.CANCELLED, Executor.message(result));
                decisions.turnBackIfCancelled();
                throw new TurnBack(TurnBack.Cause.FAILURE, "The watch was stopped: " + Executor.message(result));
            } else if (!again(result)) {
                return;
            }
        }
        events.step(step, StepStatus.SUCCEEDED, "Watched to the end");
    }

    private void follow(RuleFiring firing) {
        String what = parts.sentence(firing);
        switch (parts.rule(firing).action()) {
            case NOTE -> {}
            case ROLLBACK -> throw turnedBack(what, new BackTo.AsPlanned());
            case ASK -> {
                DecisionRequest made = decisions
                        .ask(Question.ofTrouble(
                                        step,
                                        what + " Go on (done), or " + undo.everything() + " (rollback)?",
                                        DecisionKind.DONE,
                                        DecisionKind.ROLLBACK)
                                .withTargets(undo.everything(), to -> undo.refusal(BackTo.of(to))))
                        .orElseThrow();
                if (made.kind() == DecisionKind.ROLLBACK) {
                    throw chosen(what, made);
                }
            }
        }
    }

    private boolean again(Result result) {
        String what = "The watch could not look: " + Executor.message(result);
        events.step(step, StepStatus.FAILED, result.execution(), result.lease(), result.account(), result.failure());
        DecisionRequest made = decisions
                .ask(Question.ofTrouble(
                                step,
                                what + " Look again (retry), go on without it (done), or " + undo.everything()
                                        + " (rollback)?",
                                DecisionKind.RETRY,
                                DecisionKind.DONE,
                                DecisionKind.ROLLBACK)
                        .withTargets(undo.everything(), to -> undo.refusal(BackTo.of(to))))
                .orElseThrow();
        if (made.kind() == DecisionKind.ROLLBACK) {
            throw chosen(what, made);
        }
        if (made.kind() == DecisionKind.DONE) {
            events.step(step, StepStatus.SUCCEEDED, "Ended by " + made.by() + Decisions.comment(made));
            return false;
        }
        return true;
    }

    private TurnBack chosen(String what, DecisionRequest made) {
        String to = made.argument();
        return turnedBack(
                what + " " + made.by() + " chose to " + (to == null ? undo.everything() : "go back to \"" + to + "\"")
                        + ".",
                BackTo.of(to));
    }

    private TurnBack turnedBack(String why, BackTo to) {
        events.step(step, StepStatus.FAILED, why);
        return new TurnBack(TurnBack.Cause.FAILURE, why, to);
    }
}
