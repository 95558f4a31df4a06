package dev.belay.migration.command;

import dev.belay.contracts.Release;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.migration.session.TargetSessions;
import dev.belay.migration.tool.MigrationDirectory;
import dev.belay.worker.environment.Substitutions;
import dev.belay.worker.environment.settings.CommandLine;
import dev.belay.worker.environment.settings.MigrationSettings;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.process.ProcessRequest;
import dev.belay.worker.process.ProcessResult;
import dev.belay.worker.process.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The command line of a system's own migration tool, run in the release's directory against the database of one
 * execution. Its sessions are the execution's, and it ends with it.
 */
public final class ToolCommand {
    private static final int LONGEST_OUTPUT = 8 * 1024 * 1024;
    private static final String OPTIONS = "PGOPTIONS";

    private final String tool;
    private final Processes processes;
    private final Execution execution;
    private final TargetSessions sessions;
    private final Path directory;
    private final Substitutions substitutions;

    public ToolCommand(
            String tool,
            Processes processes,
            Execution execution,
            TargetSessions sessions,
            Path directory,
            @Nullable Release release) {
        this.tool = tool;
        this.processes = processes;
        this.execution = execution;
        this.sessions = sessions;
        this.directory = directory;
        this.substitutions = Substitutions.of(execution.environment(), Optional.ofNullable(release));
    }

    /** The name that its sessions carry, as the server shows it. */
    public String sessionName() {
        return execution.sessionName();
    }

    public Path directory() {
        return directory;
    }

    public MigrationSettings settings() {
        return execution.environment().requireMigrations();
    }

    /**
     * Runs the tool to read something; all that it prints on standard output.
     *
     * @throws CommandFailed when it ends with another exit code than 0
     */
    public String read(List<String> arguments) throws InterruptedException, SQLException {
        ProcessRequest request = readOnly(request(arguments, sessions.lockTimeout()));
        StringBuilder output = new StringBuilder();
        try {
            ProcessResult result = processes.stream(
                    request,
                    execution,
                    stream -> output.append(new String(stream.readNBytes(LONGEST_OUTPUT), StandardCharsets.UTF_8)));
            if (!result.succeeded()) {
                throw CommandFailed.of(tool, shown(arguments), result.exitCode(), output + "\n" + result.tail());
            }
            return output.toString();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Whatever a project's own code does while the tool only reads, it changes nothing. */
    private static ProcessRequest readOnly(ProcessRequest request) {
        return request.withVariable(
                OPTIONS, request.environment().getOrDefault(OPTIONS, "") + " -c default_transaction_read_only=on");
    }

    /**
     * Runs the tool to change something.
     *
     * @param lockTimeout how long its sessions wait for each lock; zero is without an end
     * @param line receives what it prints
     * @throws CommandFailed when it ends with another exit code than 0
     */
    public void run(List<String> arguments, Duration lockTimeout, Consumer<String> line)
            throws InterruptedException, SQLException {
        ProcessResult result = processes.run(request(arguments, lockTimeout).eachLine(line), execution);
        if (!result.succeeded()) {
            throw CommandFailed.of(tool, shown(arguments), result.exitCode(), result.tail());
        }
    }

    private ProcessRequest request(List<String> arguments, Duration lockTimeout) throws SQLException {
        MigrationDirectory.requireThere(directory);
        CommandLine command = settings()
                .command()
                .orElseThrow(() -> new WorkFailed(
                        FailureCode.ENVIRONMENT_INVALID,
                        "Environment \"" + execution.environment().name() + "\" has no command of " + tool + ".",
                        "Add \"command\" to \"migrations\" in the environment file."));
        List<String> all = new ArrayList<>(substitutions.fill(command));
        all.addAll(arguments);
        DatabaseVariables.Limits limits = new DatabaseVariables.Limits(
                execution.sessionName(), lockTimeout, execution.timeLeft(), serverVersion());
        execution.databaseSessionsUnknown();
        return new ProcessRequest(
                all,
                new DatabaseVariables(sessions.login()).with(settings().variables(), substitutions, limits),
                Optional.of(directory),
                line -> {});
    }

    private int serverVersion() throws SQLException {
        try (Connection connection = sessions.open()) {
            return connection.getMetaData().getDatabaseMajorVersion();
        }
    }

    /** Only the first words: a script among the arguments tells nobody anything. */
    private static String shown(List<String> arguments) {
        return String.join(
                " ",
                arguments.stream()
                        .filter(argument -> argument.indexOf('\n') < 0)
                        .toList());
    }
}
