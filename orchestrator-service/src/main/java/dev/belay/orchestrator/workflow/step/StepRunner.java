package dev.belay.orchestrator.workflow.step;

import dev.belay.contracts.Direction;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.check.Reference;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.BackupWork;
import dev.belay.contracts.work.Output;
import dev.belay.contracts.work.RunWork;
import dev.belay.orchestrator.plan.OnFailure;
import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.step.CheckAheadStep;
import dev.belay.orchestrator.plan.step.RehearseStep;
import dev.belay.orchestrator.plan.step.RunStep;
import dev.belay.orchestrator.workflow.decision.Decisions;
import dev.belay.orchestrator.workflow.decision.Facts;
import dev.belay.orchestrator.workflow.decision.TurnBack;
import dev.belay.orchestrator.workflow.event.EventLog;
import dev.belay.orchestrator.workflow.execution.Assignment;
import dev.belay.orchestrator.workflow.execution.Executor;
import dev.belay.orchestrator.workflow.execution.Fencing;
import dev.belay.orchestrator.workflow.rehearsing.Planned;
import dev.belay.orchestrator.workflow.rehearsing.Rehearsal;
import dev.belay.orchestrator.workflow.request.DeploymentRequest;
import dev.belay.orchestrator.workflow.undo.UndoList;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Carries a step through: its undo first, then the work, its attempts, and the question where people must decide. */
public final class StepRunner {
    private final EventLog events;
    private final Decisions decisions;
    private final Executor executor;
    private final UndoRecorder recorder;
    private final UndoList undo;
    private final Fencing fencing;
    private final StepQuestions questions;
    private final Repairs repairs;
    private final Plan plan;
    private final Rehearsal rehearsal;
    private final Duration pause;
    private final Baselines baselines = new Baselines();
    private final Planned planned = new Planned();
    private final Facts facts = new Facts();

    public StepRunner(
            EventLog events,
            Decisions decisions,
            Executor executor,
            UndoRecorder recorder,
            UndoList undo,
            Fencing fencing,
            DeploymentRequest request) {
        this.events = events;
        this.decisions = decisions;
        this.executor = executor;
        this.recorder = recorder;
        this.undo = undo;
        this.fencing = fencing;
        this.questions = new StepQuestions(events, decisions, new Skipping(request.plan(), undo), undo);
        this.repairs = new Repairs(request.plan(), events);
        this.plan = request.plan();
        this.rehearsal = new Rehearsal(request.plan(), events, decisions, executor);
        this.pause = request.pace().pauseBetweenAttempts();
    }

    /**
     * Runs the step to its end.
     *
     * @throws TurnBack where the deployment cannot go on
     */
    public void run(Step step) {
        while (true) {
            decisions.turnBackIfStopped(step.id());
            Result result = attempt(step);
            switch (result.outcome()) {
                case SUCCEEDED -> {
                    succeeded(step, result);
                    return;
                }
                case CANCELLED -> cancelled(step, result);
                case FAILED, REFUSED -> {
                    show(step, StepStatus.FAILED, result);
                    if (!again(step, result, step.settings().onFailure())) {
                        return;
                    }
                }
                case UNKNOWN, NOT_DONE -> {
                    show(step, StepStatus.UNKNOWN, result);
                    if (!again(step, result, OnFailure.ASK)) {
                        return;
                    }
                }
            }
        }
    }

    /** Records ahead how the step is taken back; what cannot be read now is read again when the step begins. */
    void recordUndo(Step step) {
        if (!decisions.cancelRequested()) {
            recorder.record(step);
        }
    }

    /** What a rehearsal has measured for later steps. */
    public Map<StepId, Duration> rehearsed(Step step) {
        return rehearsal.measured(step.id());
    }

    /** What was told ahead of the plan's migrations. */
    public Planned planned() {
        return planned;
    }

    /** What was found out until now. */
    public Facts facts() {
        return facts;
    }

    public Baselines baselines() {
        return baselines;
    }

    /** One answer, after as many attempts as the plan allows for failures that may pass. */
    public Result attempt(Step step) {
        Optional<Result> obstacle = fencing.claimBefore(step);
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        Result before = recorder.record(step);
        if (before.outcome() != Outcome.SUCCEEDED) {
            return before;
        }
        Result result = dryRunThenReal(step);
        for (int attempt = 1; mayTryAgain(step, result, attempt); attempt++) {
            events.note(
                    step.id(),
                    "Attempt " + attempt + " of " + step.settings().attempts() + " failed: "
                            + Executor.message(result));
            Workflow.await(pause, () -> decisions.stopRequested(step.id()));
            if (decisions.stopRequested(step.id())) {
                return result;
            }
            result = dryRunThenReal(step);
        }
        return result;
    }

    private Result dryRunThenReal(Step step) {
        if (step.definition() instanceof RunStep run && run.dryRunFirst()) {
            RunWork rehearsal = new RunWork(run.task(), run.arguments(), RunWork.Mode.DRY_RUN, StepWork.release(step));
            Result dry = executor.perform(
                    Assignment.of(
                            step.id(),
                            Direction.BEFORE,
                            rehearsal,
                            step.settings().timeout()),
                    StepStatus.RUNNING);
            if (dry.outcome() != Outcome.SUCCEEDED) {
                return dry;
            }
        }
        if (step.definition() instanceof RehearseStep rehearse) {
            return rehearsal.run(step, rehearse);
        }
        return executor.perform(
                Assignment.of(
                        step.id(),
                        Direction.DO,
                        StepWork.of(step, plan, baselines),
                        step.settings().timeout()),
                StepStatus.RUNNING);
    }

    private boolean mayTryAgain(Step step, Result result, int attempt) {
        Failure failure = result.failure();
        return result.outcome() == Outcome.FAILED
                && failure != null
                && attempt < step.settings().attempts()
                && mayPass(failure.code())
                && !decisions.stopRequested(step.id());
    }

    /** An expectation of a check may be met a moment later; any other fault of the user's stays one. */
    private static boolean mayPass(FailureCode code) {
        return code == FailureCode.EXPECTATION_NOT_MET || code.blame() != FailureCode.Blame.USER;
    }

    private void succeeded(Step step, Result result) {
        if (result.output() instanceof Output.BackupTaken backup
                && backup.verified().contains(BackupWork.Verification.RESTORE)) {
            undo.backupTaken(backup);
        }
        if (step.definition() instanceof CheckAheadStep && result.output() instanceof Output.MigrationState state) {
            planned.add(state);
        }
        if (result.output() instanceof Output.Baseline baseline) {
            baselines.keep(step.definition(), baseline);
            noteGaps(step, baseline.reference());
        }
        facts.keep(step.id(), step.definition(), result.account().evidence());
        show(step, StepStatus.SUCCEEDED, result);
    }

    /** What could not be measured is no reason to stop, but whoever reads the report must know. */
    private void noteGaps(Step step, Reference reference) {
        reference.times().stream()
                .filter(time -> time.took() == null)
                .forEach(time -> events.note(
                        step.id(), "The time of \"" + time.sql() + "\" could not be taken: " + time.trouble()));
        reference.requests().stream()
                .filter(time -> time.took() == null)
                .forEach(time -> events.note(
                        step.id(),
                        "The time of " + time.method() + " " + time.path() + " could not be taken: " + time.trouble()));
        reference.answers().stream()
                .filter(answer -> answer.value() == null)
                .forEach(answer ->
                        events.note(step.id(), "\"" + answer.sql() + "\" could not be answered: " + answer.trouble()));
    }

    private void cancelled(Step step, Result result) {
        show(step, StepStatus.CANCELLED, result);
        decisions.turnBackIfStopped(step.id());
        throw new TurnBack(
                TurnBack.Cause.FAILURE, "Step \"" + step.id() + "\" was stopped: " + Executor.message(result));
    }

    private void show(Step step, StepStatus status, Result result) {
        events.step(step.id(), status, result.execution(), result.lease(), result.account(), result.failure());
    }

    /** Whether the step is to run again; otherwise it counts as done, or the deployment turns back. */
    private boolean again(Step step, Result result, OnFailure onFailure) {
        decisions.turnBackIfStopped(step.id());
        String what = "Step \"" + step.id() + "\" "
                + (result.outcome() == Outcome.UNKNOWN ? "has an unknown outcome: " : "failed: ")
                + Executor.message(result);
        return switch (onFailure) {
            case ROLLBACK -> throw new TurnBack(TurnBack.Cause.FAILURE, what);
            case NOTE -> {
                events.note(step.id(), what + " The plan says to go on.");
                yield false;
            }
            case ASK -> decided(step, questions.ask(step, result, what));
        };
    }

    private boolean decided(Step step, StepQuestions.Next next) {
        if (next instanceof StepQuestions.AgainAfter repair) {
            Step before = repairs.before(step, repair.task());
            decisions.stops().join(before.id(), step.id());
            run(before);
            undo.passed(before.id());
            undo.renew(step.id());
        }
        return !(next instanceof StepQuestions.GoOn);
    }
}
