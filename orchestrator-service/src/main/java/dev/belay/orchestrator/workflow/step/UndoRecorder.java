package dev.belay.orchestrator.workflow.step;

import dev.belay.contracts.Direction;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.Release;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.manifest.Manifest;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.contracts.outcome.Account;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.MaintenanceWork;
import dev.belay.contracts.work.MigrateUndoWork;
import dev.belay.contracts.work.MigrationStateWork;
import dev.belay.contracts.work.OnlineStateWork;
import dev.belay.contracts.work.OnlineUndoWork;
import dev.belay.contracts.work.Output;
import dev.belay.contracts.work.RolloutWork;
import dev.belay.contracts.work.RunWork;
import dev.belay.contracts.work.Work;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.step.MaintenanceStep;
import dev.belay.orchestrator.plan.step.MigrateStep;
import dev.belay.orchestrator.plan.step.OnlineMigrateStep;
import dev.belay.orchestrator.plan.step.RolloutStep;
import dev.belay.orchestrator.plan.step.RunStep;
import dev.belay.orchestrator.plan.step.StepDefinition;
import dev.belay.orchestrator.plan.step.Undo;
import dev.belay.orchestrator.workflow.event.EventLog;
import dev.belay.orchestrator.workflow.execution.Assignment;
import dev.belay.orchestrator.workflow.execution.Executor;
import dev.belay.orchestrator.workflow.request.DeploymentRequest;
import dev.belay.orchestrator.workflow.request.UndoEntry;
import dev.belay.orchestrator.workflow.undo.UndoList;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the state before a step and records how the step will be taken back, before it begins. */
public final class UndoRecorder {
    private static final Duration READ = Duration.ofMinutes(10);

    private final DeploymentRequest request;
    private final EventLog events;
    private final Executor executor;
    private final UndoList undo;
    private final Set<StepId> recorded = new HashSet<>();

    public UndoRecorder(DeploymentRequest request, EventLog events, Executor executor, UndoList undo) {
        this.request = request;
        this.events = events;
        this.executor = executor;
        this.undo = undo;
    }

    /** Succeeds where the undo is recorded, or nothing has to be; otherwise the result says why it could not be. */
    Result record(Step step) {
        if (recorded.contains(step.id())) {
            return nothingToRead(step);
        }
        Result result = recordFirst(step);
        if (result.outcome() == Outcome.SUCCEEDED) {
            recorded.add(step.id());
        }
        return result;
    }

    private Result recordFirst(Step step) {
        StepDefinition definition = step.definition();
        if (definition instanceof MaintenanceStep maintenance) {
            MaintenanceWork.Switch back = maintenance.to().opposite();
            byWork(
                    step,
                    UndoEntry.Area.MAINTENANCE,
                    new MaintenanceWork(back),
                    "maintenance " + (back == MaintenanceWork.Switch.ON ? "on" : "off"));
        } else if (definition instanceof RolloutStep) {
            return recordRollout(step);
        } else if (definition instanceof MigrateStep migrate) {
            return recordMigration(step, migrate.undo());
        } else if (definition instanceof OnlineMigrateStep online) {
            return recordOnline(step, online);
        } else if (definition instanceof RunStep run) {
            recordTask(step, run);
        }
        return nothingToRead(step);
    }

    private Result recordRollout(Step step) {
        Result before = read(step, new RolloutWork(RolloutWork.Operation.CURRENT, null, Map.of()));
        if (before.output() instanceof Output.CurrentRelease current) {
            byWork(
                    step,
                    UndoEntry.Area.CODE,
                    new RolloutWork(RolloutWork.Operation.ROLL_OUT, current.release(), Map.of()),
                    "back to version " + current.release().version());
        }
        return before;
    }

    private Result recordMigration(Step step, Undo by) {
        Release release = StepWork.release(step);
        if (!(by instanceof Undo.ByKind)) {
            recordPlanned(step, UndoEntry.Area.DATABASE, by);
            return nothingToRead(step);
        }
        Result before = read(step, new MigrationStateWork(release, null));
        if (before.output() instanceof Output.MigrationState state) {
            String newest = state.applied().isEmpty()
                    ? "the empty schema"
                    : "migration " + state.applied().get(state.applied().size() - 1);
            byWork(step, UndoEntry.Area.DATABASE, new MigrateUndoWork(release, state), "schema back to " + newest);
        }
        return before;
    }

    private Result recordOnline(Step step, OnlineMigrateStep online) {
        if (!(online.undo() instanceof Undo.ByKind)) {
            recordPlanned(step, UndoEntry.Area.DATABASE, online.undo());
            return nothingToRead(step);
        }
        Result before = read(step, new OnlineStateWork(online.operations(), online.recordAs()));
        if (before.output() instanceof Output.OnlineState state) {
            byWork(
                    step,
                    UndoEntry.Area.DATABASE,
                    new OnlineUndoWork(online.operations(), online.recordAs(), state),
                    "taken back: "
                            + online.operations().stream()
                                    .map(OnlineOperation::describe)
                                    .collect(Collectors.joining(", ")));
        }
        return before;
    }

    private void recordTask(Step step, RunStep run) {
        Manifest.Changes changes = request.target()
                .findTask(run.task())
                .map(Manifest.Task::changes)
                .orElse(Manifest.Changes.DATA);
        if (changes == Manifest.Changes.NOTHING && run.undo() instanceof Undo.ByKind) {
            return;
        }
        UndoEntry.Area area = changes == Manifest.Changes.DATA ? UndoEntry.Area.DATABASE : UndoEntry.Area.OUTSIDE;
        if (!(run.undo() instanceof Undo.ByKind)) {
            recordPlanned(step, area, run.undo());
            return;
        }
        String task =
                request.target().findTask(run.task()).map(Manifest.Task::undo).orElse(null);
        recordPlanned(step, area, task == null ? new Undo.None() : new Undo.ByTask(task));
    }

    private void recordPlanned(Step step, UndoEntry.Area area, Undo by) {
        if (by instanceof Undo.ByTask task) {
            byWork(
                    step,
                    area,
                    new RunWork(task.task(), Map.of(), RunWork.Mode.REAL, StepWork.release(step)),
                    "task " + task.task());
        } else if (by instanceof Undo.Restore) {
            add(new UndoEntry(step.id(), area, new UndoEntry.ByRestore(), "restored from the backup", undo.backup()));
        } else {
            add(new UndoEntry(
                    step.id(), area, new UndoEntry.ByNothing(), "nothing takes it back, says the plan", undo.backup()));
        }
    }

    private void byWork(Step step, UndoEntry.Area area, Work work, String described) {
        add(new UndoEntry(
                step.id(), area, new UndoEntry.ByWork(work, step.settings().timeout()), described, undo.backup()));
    }

    private void add(UndoEntry entry) {
        undo.record(entry);
        events.append(new EventBody.UndoRecorded(entry.step(), entry.described()));
    }

    private Result read(Step step, Work work) {
        return executor.perform(Assignment.of(step.id(), Direction.BEFORE, work, READ), StepStatus.RUNNING);
    }

    private Result nothingToRead(Step step) {
        return new Result(
                new ExecutionId(request.id(), step.id(), Direction.BEFORE, 1),
                1,
                "",
                Outcome.SUCCEEDED,
                new Account("orchestrator", EventLog.now(), EventLog.now(), List.of(), 0),
                null,
                null);
    }
}
