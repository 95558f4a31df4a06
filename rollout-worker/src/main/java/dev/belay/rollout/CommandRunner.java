package dev.belay.rollout;

import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.documents.Durations;
import dev.belay.worker.environment.Substitutions;
import dev.belay.worker.environment.settings.CommandLine;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.process.ProcessRequest;
import dev.belay.worker.process.ProcessResult;
import dev.belay.worker.process.Processes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs stages of the environment's commands in order, stops at the first that fails and says what it was. */
final class CommandRunner {
    private static final int LONGEST_TAIL = 6_000;
    private static final int LONGEST_LINE = 4_096;
    private static final int LINES_SHOWN = 20;
    private static final int LONGEST_SHOWN = 3_000;

    private final Processes processes;

    CommandRunner(Processes processes) {
        this.processes = processes;
    }

    /**
     * What a stage's commands are given.
     *
     * @param variables added to their environment
     * @param diagnose run when a command fails, its output shown with the failure
     */
    record Context(Substitutions substitutions, Map<String, String> variables, List<CommandLine> diagnose) {
        Context {
            variables = Map.copyOf(variables);
            diagnose = List.copyOf(diagnose);
        }
    }

    /** Runs all commands of the stage; every one becomes evidence with its duration. */
    List<Evidence> run(Stage stage, Context context, Execution execution) throws InterruptedException {
        List<List<String>> commands =
                stage.commands().stream().map(context.substitutions()::fill).toList();
        List<Evidence> evidence = new ArrayList<>();
        for (int index = 0; index < commands.size(); index++) {
            List<String> command = commands.get(index);
            String shown = Shown.command(command, execution.environment());
            long started = System.nanoTime();
            ProcessResult result = processes.run(request(command, context), execution);
            if (!result.succeeded()) {
                String which = "Command " + (index + 1) + " of " + commands.size() + " of \"" + stage.name() + "\" ("
                        + shown + ")";
                throw failed(which, result, context, execution);
            }
            evidence.add(new Evidence(stage.name(), shown + " took " + since(started)));
        }
        return evidence;
    }

    /**
     * The first line that a command prints on its standard output.
     *
     * @throws WorkFailed when it ends with another exit code than 0 or its first line is empty
     */
    String firstLine(String name, CommandLine commandLine, Substitutions substitutions, Execution execution)
            throws InterruptedException, IOException {
        List<String> command = substitutions.fill(commandLine);
        String which = "Command \"" + name + "\" (" + Shown.command(command, execution.environment()) + ")";
        FirstLines output = new FirstLines(1, LONGEST_LINE);
        ProcessResult result = processes.stream(ProcessRequest.of(command), execution, output);
        if (!result.succeeded()) {
            throw failed(which, result, new Context(substitutions, Map.of(), List.of()), execution);
        }
        if (output.text().isEmpty()) {
            throw new WorkFailed(new Failure(
                    FailureCode.PROCESS_FAILED,
                    which + " ended with exit code 0 but its first line is empty; the live version was expected there.",
                    "Make \"" + name + "\" of environment \""
                            + execution.environment().name() + "\" print the live version alone on its first line.",
                    result.tail().isBlank() ? null : Shown.end(result.tail(), LONGEST_TAIL)));
        }
        return output.text();
    }

    /**
     * The first lines that a command prints, and how many more there are.
     *
     * @throws WorkFailed when it ends with another exit code than 0
     */
    String output(String name, CommandLine commandLine, Substitutions substitutions, Execution execution)
            throws InterruptedException, IOException {
        List<String> command = substitutions.fill(commandLine);
        FirstLines output = new FirstLines(LINES_SHOWN, LONGEST_SHOWN);
        ProcessResult result = processes.stream(ProcessRequest.of(command), execution, output);
        if (!result.succeeded()) {
            String which = "Command \"" + name + "\" (" + Shown.command(command, execution.environment()) + ")";
            throw failed(which, result, new Context(substitutions, Map.of(), List.of()), execution);
        }
        return output.text() + (output.more() == 0 ? "" : "\n… and " + output.more() + " more lines");
    }

    static String since(long startedNanos) {
        return Durations.format(Duration.ofNanos(System.nanoTime() - startedNanos));
    }

    private static ProcessRequest request(List<String> command, Context context) {
        return new ProcessRequest(command, context.variables(), Optional.empty(), line -> {});
    }

    private WorkFailed failed(String which, ProcessResult result, Context context, Execution execution)
            throws InterruptedException {
        StringBuilder excerpt = new StringBuilder(Shown.end(result.tail(), LONGEST_TAIL));
        for (CommandLine line : context.diagnose()) {
            excerpt.append(diagnosis(line, context, execution));
        }
        return new WorkFailed(new Failure(
                FailureCode.PROCESS_FAILED,
                which + " ended with exit code " + result.exitCode() + "; 0 was expected.",
                "Read the end of its output, mend what it names, then retry.",
                excerpt.isEmpty() ? null : excerpt.toString()));
    }

    /** A diagnosis that fails is shown like any other: it must not hide the failure that it is about. */
    private String diagnosis(CommandLine line, Context context, Execution execution) throws InterruptedException {
        try {
            List<String> command = context.substitutions().fill(line);
            ProcessResult result = processes.run(request(command, context), execution);
            return "\n--- " + Shown.command(command, execution.environment())
                    + (result.succeeded() ? "" : " (exit code " + result.exitCode() + ")") + " ---\n"
                    + Shown.end(result.tail(), LONGEST_TAIL / 2);
        } catch (WorkFailed diagnosisFailed) {
            return "\n--- diagnose failed: " + diagnosisFailed.getMessage() + " ---";
        }
    }
}
