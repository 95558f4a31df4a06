package dev.belay.orchestrator.workflow.rollback;

import static dev.belay.contracts.event.DecisionKind.CLOSE;
import static dev.belay.contracts.event.DecisionKind.DONE;
import static dev.belay.contracts.event.DecisionKind.RETRY;
import static dev.belay.contracts.event.DecisionKind.ROLLBACK;

import dev.belay.contracts.BackupId;
import dev.belay.contracts.Direction;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepKind;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.outcome.Account;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.Output;
import dev.belay.contracts.work.RestoreForecastWork;
import dev.belay.contracts.work.RestoreWork;
import dev.belay.contracts.work.RolloutWork;
import dev.belay.contracts.work.Work;
import dev.belay.orchestrator.workflow.decision.Decisions;
import dev.belay.orchestrator.workflow.decision.Question;
import dev.belay.orchestrator.workflow.event.EventLog;
import dev.belay.orchestrator.workflow.event.Outlines;
import dev.belay.orchestrator.workflow.execution.Assignment;
import dev.belay.orchestrator.workflow.execution.Executor;
import dev.belay.orchestrator.workflow.request.DecisionRequest;
import dev.belay.orchestrator.workflow.request.DeploymentRequest;
import dev.belay.orchestrator.workflow.undo.UndoList;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes the database back by restoring this deployment's backup.
 *
 * <p>Whoever wrote since the backup loses that, so a person sees the counts and decides, unless it is proven that nobody
 * but Belay has connected since; the application stands still meanwhile.
 */
final class Restoring {
    private static final Duration READ = Duration.ofMinutes(10);
    private static final Duration RESTORE = Duration.ofHours(6);
    private static final Duration SWITCH = Duration.ofMinutes(10);

    private final DeploymentRequest request;
    private final EventLog events;
    private final Decisions decisions;
    private final Executor executor;
    private final UndoList undo;
    private final Set<BackupId> agreed = new HashSet<>();
    private boolean applicationStopped;

    Restoring(DeploymentRequest request, EventLog events, Decisions decisions, Executor executor, UndoList undo) {
        this.undo = undo;
        this.request = request;
        this.events = events;
        this.decisions = decisions;
        this.executor = executor;
    }

    Result restore(UndoList.Undo undo) {
        StepId step = undo.entry().step();
        Output.BackupTaken backup = undo.entry().backup();
        if (backup == null) {
            return nothingToRestore(undo);
        }
        if (!agreed.contains(backup.id())) {
            Optional<Integer> ownSessions = executor.sessions().since(backup.id());
            Result forecast = perform(step, new RestoreForecastWork(backup), READ);
            if (forecast.outcome() != Outcome.SUCCEEDED) {
                return forecast;
            }
            if (this.undo.underMaintenance() && RestoreProof.holds(backup, forecast, ownSessions)) {
                events.note(step, "Since the backup nobody but Belay has connected: it is restored without asking.");
                Result restored = restoreIfProven(step, backup);
                if (!notProven(restored)) {
                    return restored;
                }
                events.note(step, Executor.message(restored) + " So a person is asked.");
            }
            DecisionRequest decision = ask(undo, backup, forecast);
            if (decision.kind() == DecisionKind.DONE) {
                return forecast;
            }
            agreed.add(backup.id());
        }
        return stopApplication(step).orElseGet(() -> perform(step, new RestoreWork(backup, null), RESTORE));
    }

    /** The worker proves it again, while nobody can connect, and swaps nothing where it no longer holds. */
    private Result restoreIfProven(StepId step, Output.BackupTaken backup) {
        return stopApplication(step).orElseGet(() -> {
            Integer own = executor.sessions().since(backup.id()).orElse(-1);
            return perform(step, new RestoreWork(backup, own), RESTORE);
        });
    }

    private static boolean notProven(Result restored) {
        Failure failure = restored.failure();
        return failure != null && failure.code() == FailureCode.RESTORE_NOT_PROVEN;
    }

    private Result nothingToRestore(UndoList.Undo undo) {
        StepId step = undo.entry().step();
        return new Result(
                new ExecutionId(request.id(), step, Direction.UNDO, 1),
                1,
                "",
                Outcome.FAILED,
                new Account("orchestrator", EventLog.now(), EventLog.now(), List.of(), 0),
                null,
                new Failure(
                        FailureCode.RESTORE_NOT_POSSIBLE,
                        "Step \"" + step + "\" can only be taken back by a restore, and this deployment has no backup"
                                + " from before it that a test restore has verified.",
                        "Take the database back by hand and say done, or close."));
    }

    void applicationStarted() {
        applicationStopped = false;
    }

    /** Where no roll-out is undone, nothing else starts the application that the restore has stopped. */
    void startApplicationAgain() {
        if (!applicationStopped) {
            return;
        }
        StepId step = new StepId("start-again");
        events.append(new EventBody.StepAdded(
                Outlines.ROLLBACK,
                new EventBody.StepOutline(step, StepKind.ROLLOUT, "The application starts again", null, null)));
        while (applicationStopped) {
            Result started = executor.perform(
                    Assignment.of(
                            step, Direction.DO, new RolloutWork(RolloutWork.Operation.START, null, Map.of()), SWITCH),
                    StepStatus.RUNNING);
            applicationStopped = started.outcome() != Outcome.SUCCEEDED;
            events.step(
                    step,
                    applicationStopped ? StepStatus.FAILED : StepStatus.SUCCEEDED,
                    started.execution(),
                    started.lease(),
                    started.account(),
                    started.failure());
            if (applicationStopped) {
                applicationStopped = retryStart(step, started);
            }
        }
    }

    private boolean retryStart(StepId step, Result started) {
        String what = "The application could not be started again: " + Executor.message(started);
        DecisionRequest decision = decisions
                .ask(Question.ofTrouble(step, what + " Retry, or start it by hand and say done?", RETRY, DONE, CLOSE))
                .orElseThrow();
        if (decision.kind() == DecisionKind.CLOSE) {
            throw RollbackClosed.by(decision, what);
        }
        return decision.kind() == DecisionKind.RETRY;
    }

    private DecisionRequest ask(UndoList.Undo undo, Output.BackupTaken backup, Result forecast) {
        List<Evidence> changes =
                forecast.output() instanceof Output.RestoreForecast known ? known.changes() : List.of();
        String lost = changes.isEmpty()
                ? "No table has another number of rows than at the backup, or a row that was written since."
                : changes.stream()
                        .map(change -> change.label() + ": " + change.value())
                        .collect(Collectors.joining(
                                "; ", "Since the backup, this deployment's own steps included: ", "."));
        String what = "Step \"" + undo.entry().step() + "\" can only be taken back by restoring the backup "
                + backup.id() + " of " + backup.takenAt() + ". What was written since will stand in the replaced"
                + " database only. " + lost;
        DecisionRequest decision = decisions
                .ask(Question.ofTrouble(
                                undo.entry().step(),
                                what
                                        + " Restore (rollback), say that the database was taken back by hand (done), or close?",
                                ROLLBACK,
                                DONE,
                                CLOSE)
                        .meaningByRollback("restore the backup " + backup.id()))
                .orElseThrow();
        if (decision.kind() == DecisionKind.CLOSE) {
            throw RollbackClosed.by(decision, what);
        }
        return decision;
    }

    /** Empty where the application stands still, or nobody can stop it; otherwise what went wrong. */
    private Optional<Result> stopApplication(StepId step) {
        if (!request.target().hasRollout() || applicationStopped) {
            return Optional.empty();
        }
        Result stopped = perform(step, new RolloutWork(RolloutWork.Operation.STOP, null, Map.of()), SWITCH);
        applicationStopped = stopped.outcome() == Outcome.SUCCEEDED;
        return applicationStopped ? Optional.empty() : Optional.of(stopped);
    }

    private Result perform(StepId step, Work work, Duration timeout) {
        return executor.perform(Assignment.of(step, Direction.UNDO, work, timeout), StepStatus.UNDOING);
    }
}
