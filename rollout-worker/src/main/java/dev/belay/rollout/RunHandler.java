package dev.belay.rollout;

import dev.belay.contracts.manifest.Manifest;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.RunWork;
import dev.belay.documents.Nearest;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.Substitutions;
import dev.belay.worker.environment.settings.CommandLine;
import dev.belay.worker.environment.settings.TaskSettings;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.process.ProcessRequest;
import dev.belay.worker.process.ProcessResult;
import dev.belay.worker.process.Processes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Runs a named task of the environment, or its forecast. */
public final class RunHandler implements Handler<RunWork> {
    private static final String STARTED = "started";
    private static final String FINISHED = "finished";
    private static final int LAST_LINES = 5;
    private static final int LONGEST_LAST_LINES = 1_000;
    private static final int LONGEST_EXCERPT = 8_000;

    private final Processes processes;

    public RunHandler(Processes processes) {
        this.processes = processes;
    }

    @Override
    public Class<RunWork> accepts() {
        return RunWork.class;
    }

    @Override
    public Done handle(RunWork work, Execution execution) throws InterruptedException {
        TaskSettings task = requireTask(work.task(), execution.environment());
        List<String> command = new TaskArguments(task, work.arguments())
                .fill(
                        commandOf(task, work.mode(), execution.environment()),
                        Substitutions.of(execution.environment(), Optional.ofNullable(work.release())));
        String shown = Shown.command(command, execution.environment());
        ProcessRequest request = ProcessRequest.of(command);
        if (task.progress().isPresent()) {
            request = request.eachLine(
                    new TaskProgress(task.name(), task.progress().get(), execution::progress));
        }
        execution.note(STARTED, shown);
        execution.databaseSessionsUnknown();
        long started = System.nanoTime();
        ProcessResult result = processes.run(request, execution);
        if (!result.succeeded()) {
            throw failed(task, work.mode(), shown, result);
        }
        execution.note(FINISHED, shown);
        return new Done(null, evidence(shown, CommandRunner.since(started), result));
    }

    @Override
    public Witnessed witness(RunWork work, Execution execution) {
        if (execution.noted(STARTED).isEmpty()) {
            return new Witnessed.WasNotDone("the task had not been started");
        }
        Optional<String> finished = execution.noted(FINISHED);
        if (finished.isPresent()) {
            return new Witnessed.WasDone(Done.with(new Evidence("command", finished.get())));
        }
        if (work.mode() == RunWork.Mode.DRY_RUN) {
            return new Witnessed.WasNotDone("a dry run changes nothing");
        }
        Optional<TaskSettings> task =
                Optional.ofNullable(execution.environment().tasks().get(work.task()));
        if (task.filter(TaskSettings::repeatable).isPresent()) {
            return new Witnessed.WasNotDone("the task is repeatable and begins again");
        }
        if (task.filter(known -> known.changes() == Manifest.Changes.NOTHING).isPresent()) {
            return new Witnessed.WasNotDone("the task changes nothing");
        }
        return new Witnessed.NobodyKnows(
                "Task \"" + work.task() + "\" was running when its worker ended, and environment \""
                        + execution.environment().name() + "\" does not say that it may be repeated.",
                "Look at what it has changed, then say that it is done, retry it, or roll back.");
    }

    private static TaskSettings requireTask(String name, Environment environment) {
        TaskSettings task = environment.tasks().get(name);
        if (task != null) {
            return task;
        }
        TreeSet<String> known = new TreeSet<>(environment.tasks().keySet());
        throw new WorkFailed(
                FailureCode.ENVIRONMENT_LACKS,
                "Environment \"" + environment.name() + "\" has no task \"" + name + "\"; it has "
                        + (known.isEmpty() ? "none" : String.join(", ", known)) + ".",
                Nearest.of(name, known)
                        .map(nearest -> "Did you mean \"" + nearest + "\"?")
                        .orElse("Add the task to \"tasks\" in the environment file."));
    }

    private static CommandLine commandOf(TaskSettings task, RunWork.Mode mode, Environment environment) {
        return switch (mode) {
            case REAL -> task.command();
            case DRY_RUN ->
                task.dryRun()
                        .orElseThrow(() -> new WorkFailed(
                                FailureCode.ENVIRONMENT_LACKS,
                                "Task \"" + task.name() + "\" of environment \"" + environment.name()
                                        + "\" has no \"dryRun\", which the plan asks for.",
                                "Add \"dryRun\" to the task, or take \"dryRun: first\" out of the plan."));
        };
    }

    private static List<Evidence> evidence(String shown, String took, ProcessResult result) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence("command", shown));
        evidence.add(new Evidence("took", took));
        if (!result.tail().isBlank()) {
            evidence.add(new Evidence("last lines", Shown.lastLines(result.tail(), LAST_LINES, LONGEST_LAST_LINES)));
        }
        return evidence;
    }

    private static WorkFailed failed(TaskSettings task, RunWork.Mode mode, String shown, ProcessResult result) {
        boolean mayHaveChanged = mode == RunWork.Mode.REAL && task.changes() != Manifest.Changes.NOTHING;
        return new WorkFailed(new Failure(
                FailureCode.PROCESS_FAILED,
                (mode == RunWork.Mode.DRY_RUN ? "The dry run of task \"" : "Task \"") + task.name() + "\" (" + shown
                        + ") ended with exit code " + result.exitCode() + "; 0 was expected.",
                mayHaveChanged
                        ? "Read the end of its output and look at what it had changed by then, then retry or roll back."
                        : "Read the end of its output, mend what it names, then retry.",
                result.tail().isBlank() ? null : Shown.end(result.tail(), LONGEST_EXCERPT)));
    }
}
