package dev.belay.orchestrator.workflow.rollback;

import static dev.belay.contracts.event.DecisionKind.CLOSE;
import static dev.belay.contracts.event.DecisionKind.DONE;
import static dev.belay.contracts.event.DecisionKind.RETRY;
import static dev.belay.contracts.event.DecisionKind.ROLLBACK;

import dev.belay.contracts.Direction;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.MaintenanceWork;
import dev.belay.contracts.work.Output;
import dev.belay.orchestrator.workflow.decision.Decisions;
import dev.belay.orchestrator.workflow.decision.Question;
import dev.belay.orchestrator.workflow.event.EventLog;
import dev.belay.orchestrator.workflow.execution.Assignment;
import dev.belay.orchestrator.workflow.execution.Executor;
import dev.belay.orchestrator.workflow.request.DecisionRequest;
import dev.belay.orchestrator.workflow.request.DeploymentRequest;
import dev.belay.orchestrator.workflow.request.UndoEntry;
import dev.belay.orchestrator.workflow.undo.Retreat;
import dev.belay.orchestrator.workflow.undo.UndoList;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Carries the undos out, newest first; one that fails blocks its area and the end of maintenance, the others go on. */
final class Undoing {
    private final EventLog events;
    private final Decisions decisions;
    private final Executor executor;
    private final Restoring restoring;
    private final WrittenSince writtenSince;
    private final Retreat way;
    private final List<UndoList.Undo> pending;
    private final Map<UndoList.Undo, Result> failed = new LinkedHashMap<>();

    Undoing(
            DeploymentRequest request,
            EventLog events,
            Decisions decisions,
            Executor executor,
            UndoList undo,
            Retreat way) {
        this.events = events;
        this.decisions = decisions;
        this.executor = executor;
        this.way = way;
        this.pending = new ArrayList<>(way.plan());
        this.writtenSince = new WrittenSince(decisions, executor);
        this.restoring = new Restoring(request, events, decisions, executor, undo);
    }

    /** @throws RollbackClosed where a person ends it before everything is undone */
    void run() {
        while (!pending.isEmpty()) {
            pass();
            if (!failed.isEmpty()) {
                Map.Entry<UndoList.Undo, Result> first =
                        failed.entrySet().iterator().next();
                ask(first.getKey(), first.getValue());
            }
        }
        restoring.startApplicationAgain();
    }

    private void pass() {
        for (UndoList.Undo undo : List.copyOf(pending)) {
            if (blocked(undo)) {
                continue;
            }
            Result result = undo.restores() ? restoring.restore(undo) : perform(undo);
            if (result.outcome() == Outcome.SUCCEEDED) {
                undone(undo, result);
            } else {
                failed.put(undo, result);
                undo.steps()
                        .forEach(step -> events.step(
                                step,
                                StepStatus.UNDO_FAILED,
                                result.execution(),
                                result.lease(),
                                result.account(),
                                result.failure()));
            }
        }
    }

    private Result perform(UndoList.Undo undo) {
        UndoEntry.ByWork way = (UndoEntry.ByWork) undo.entry().way();
        Optional<Result> instead = writtenSince.ask(undo.entry().step(), way.work());
        if (instead.isPresent()) {
            return instead.get();
        }
        Result result = executor.perform(
                Assignment.of(undo.entry().step(), Direction.UNDO, way.work(), way.timeout()), StepStatus.UNDOING);
        if (result.outcome() == Outcome.SUCCEEDED && undo.entry().area() == UndoEntry.Area.CODE) {
            restoring.applicationStarted();
        }
        return result;
    }

    private boolean blocked(UndoList.Undo undo) {
        if (failed.containsKey(undo)) {
            return true;
        }
        Set<UndoEntry.Area> areas = EnumSet.noneOf(UndoEntry.Area.class);
        failed.keySet().forEach(other -> areas.add(other.entry().area()));
        return areas.contains(undo.entry().area()) || (!areas.isEmpty() && endsMaintenance(undo));
    }

    private static boolean endsMaintenance(UndoList.Undo undo) {
        return undo.entry().switchesMaintenance(MaintenanceWork.Switch.OFF);
    }

    private void undone(UndoList.Undo undo, Result result) {
        pending.remove(undo);
        for (StepId step : undo.steps()) {
            events.step(step, StepStatus.UNDONE, result.execution(), result.lease(), result.account(), null);
        }
    }

    private void ask(UndoList.Undo undo, Result result) {
        StepId step = undo.entry().step();
        String what = "Step \"" + step + "\" could not be taken back ("
                + undo.entry().described() + "): " + Executor.message(result);
        boolean restorable = isRestorable(undo);
        List<DecisionKind> options = new ArrayList<>(List.of(RETRY, DONE, CLOSE));
        if (restorable) {
            options.add(1, ROLLBACK);
        }
        DecisionRequest decision = decisions
                .ask(Question.ofTrouble(
                                step,
                                what + " Retry, do it by hand and say done"
                                        + (restorable ? ", restore the backup instead (rollback)" : "")
                                        + ", or close and leave it as it is?",
                                options.toArray(DecisionKind[]::new))
                        .meaningByRollback("restore the backup instead"))
                .orElseThrow();
        failed.remove(undo);
        if (decision.kind() == DecisionKind.CLOSE) {
            throw RollbackClosed.by(decision, what);
        }
        if (decision.kind() == DecisionKind.DONE) {
            pending.remove(undo);
            show(undo, StepStatus.UNDONE, "Done by hand, says " + decision.by() + Decisions.comment(decision));
        }
        if (decision.kind() == DecisionKind.ROLLBACK) {
            replaceByRestore(undo);
        }
    }

    /** By nothing that would take back what is to stay. */
    private boolean isRestorable(UndoList.Undo undo) {
        Output.BackupTaken backup = undo.entry().backup();
        return !undo.restores()
                && undo.entry().area() == UndoEntry.Area.DATABASE
                && backup != null
                && !way.wouldLoseBy(backup);
    }

    private void replaceByRestore(UndoList.Undo undo) {
        List<UndoEntry> entries = new ArrayList<>();
        for (UndoList.Undo one : pending) {
            one.covered().forEach(entry -> entries.add(one.equals(undo) ? entry.byRestore() : entry));
        }
        pending.clear();
        pending.addAll(UndoList.plan(entries));
        failed.clear();
    }

    private void show(UndoList.Undo undo, StepStatus status, String note) {
        undo.steps().forEach(step -> events.step(step, status, note));
    }
}
