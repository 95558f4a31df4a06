package dev.belay.orchestrator.workflow.rollback;

import static dev.belay.contracts.event.DecisionKind.CLOSE;
import static dev.belay.contracts.event.DecisionKind.RETRY;
import static dev.belay.contracts.event.DecisionKind.VOUCH;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.Direction;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepKind;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.QuiesceWork;
import dev.belay.orchestrator.workflow.decision.Decisions;
import dev.belay.orchestrator.workflow.decision.Question;
import dev.belay.orchestrator.workflow.decision.TurnBack;
import dev.belay.orchestrator.workflow.event.EventLog;
import dev.belay.orchestrator.workflow.event.Outlines;
import dev.belay.orchestrator.workflow.execution.Assignment;
import dev.belay.orchestrator.workflow.execution.Executor;
import dev.belay.orchestrator.workflow.execution.Fencing;
import dev.belay.orchestrator.workflow.execution.SnapshotDrop;
import dev.belay.orchestrator.workflow.request.BackTo;
import dev.belay.orchestrator.workflow.request.DecisionRequest;
import dev.belay.orchestrator.workflow.request.DeploymentRequest;
import dev.belay.orchestrator.workflow.step.StepRunner;
import dev.belay.orchestrator.workflow.undo.Retreat;
import dev.belay.orchestrator.workflow.undo.UndoList;
import java.time.Duration;
import java.util.Optional;

/**
 * Takes everything back: first the proof that nothing runs any more, then the undos newest first, then the smoke checks
 * again. Whatever fails waits for a person; nothing ends by itself in a half-undone state.
 */
public final class Rollback {
    private static final Duration QUIESCE = Duration.ofMinutes(2);

    private final DeploymentRequest request;
    private final EventLog events;
    private final Decisions decisions;
    private final Executor executor;
    private final UndoList undo;
    private final StepRunner steps;
    private final Fencing fencing;

    public Rollback(
            DeploymentRequest request,
            EventLog events,
            Decisions decisions,
            Executor executor,
            UndoList undo,
            StepRunner steps,
            Fencing fencing) {
        this.request = request;
        this.events = events;
        this.decisions = decisions;
        this.executor = executor;
        this.undo = undo;
        this.steps = steps;
        this.fencing = fencing;
    }

    public void run(TurnBack turned) {
        events.status(DeploymentStatus.ROLLING_BACK, turned.reason());
        try {
            quiesce();
            fencing.nextTurnIfTaken();
            if (!undo.changed()) {
                SnapshotDrop.run(request.plan(), events, executor);
                fencing.release();
                events.status(
                        turned.turnCause() == TurnBack.Cause.DECISION
                                ? DeploymentStatus.CANCELLED
                                : DeploymentStatus.ROLLED_BACK,
                        sentence(turned.reason()) + " Nothing had been changed.");
                return;
            }
            String outcome = back(turned.to());
            SnapshotDrop.run(request.plan(), events, executor);
            fencing.release();
            events.status(DeploymentStatus.ROLLED_BACK, sentence(turned.reason()) + " " + outcome);
        } catch (RollbackClosed closed) {
            fencing.release();
            events.status(DeploymentStatus.ROLLBACK_FAILED, closed.getMessage() == null ? "" : closed.getMessage());
        }
    }

    /** Takes back so far, and further where a person chooses so; says what that amounts to. */
    private String back(BackTo first) {
        BackTo to = first;
        while (true) {
            Retreat way = undo.wayBack(to);
            new Undoing(request, events, decisions, executor, undo, way).run();
            undo.takenBack(way, to);
            Optional<BackTo> further = new SmokeAgain(request.plan(), events, decisions, steps, undo, way).run();
            if (further.isEmpty()) {
                return way.outcome();
            }
            to = further.get();
        }
    }

    private static String sentence(String reason) {
        return reason.endsWith(".") ? reason : reason + ".";
    }

    private void quiesce() {
        for (WorkerKind worker : executor.workersAsked()) {
            StepId step = new StepId("quiesce-" + worker.label());
            add(step, StepKind.QUIESCE, "Nothing runs any more on the " + worker.label() + " worker");
            while (true) {
                Result result = fencing.judged(executor.perform(
                        new Assignment(
                                step,
                                Direction.DO,
                                worker,
                                new QuiesceWork(executor.begun(), fencing.nextTurn(worker)),
                                QUIESCE),
                        StepStatus.RUNNING));
                if (Fencing.isHeldByOther(result)) {
                    continue;
                }
                boolean proven = result.outcome() == Outcome.SUCCEEDED;
                events.step(
                        step,
                        proven ? StepStatus.SUCCEEDED : StepStatus.FAILED,
                        result.execution(),
                        result.lease(),
                        result.account(),
                        result.failure());
                if (proven || vouched(step, result)) {
                    break;
                }
            }
        }
    }

    /** Whether a person says that nothing runs; otherwise the proof is tried again. */
    private boolean vouched(StepId step, Result result) {
        String what = "It is not proven that nothing runs any more: " + Executor.message(result);
        DecisionRequest decision = decisions
                .ask(Question.ofTrouble(
                        step,
                        what + " Retry, or look yourself and vouch that nothing runs? Nothing is undone before.",
                        RETRY,
                        VOUCH,
                        CLOSE))
                .orElseThrow();
        if (decision.kind() == CLOSE) {
            throw RollbackClosed.by(decision, what);
        }
        if (decision.kind() == VOUCH) {
            events.step(
                    step,
                    StepStatus.SUCCEEDED,
                    "Nothing runs any more, vouches " + decision.by() + Decisions.comment(decision));
            return true;
        }
        return false;
    }

    private void add(StepId step, StepKind kind, String title) {
        events.append(
                new EventBody.StepAdded(Outlines.ROLLBACK, new EventBody.StepOutline(step, kind, title, null, null)));
    }
}
