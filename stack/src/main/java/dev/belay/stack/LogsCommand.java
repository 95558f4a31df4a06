package dev.belay.stack;

import dev.belay.cli.BelayCommand;
import dev.belay.cli.invocation.CommandFailed;
import dev.belay.cli.invocation.ExitStatus;
import dev.belay.stack.running.Log;
import dev.belay.stack.running.LogFollower;
import dev.belay.stack.running.LogTail;
import dev.belay.stack.state.StateDirectory;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what the stack has logged. */
@Command(name = "logs", description = "Shows what the stack has logged: all of it, or one of its parts.")
final class LogsCommand implements Callable<Integer> {
    private final BelayCommand belay;

    @Parameters(
            paramLabel = "PART",
            arity = "0..1",
            description = "services, servers, postgresql or temporal; shop in a demonstration that was kept.")
    private @Nullable String part;

    @Option(
            names = {"-f", "--follow"},
            order = 1,
            description = "Goes on with what comes, until it is interrupted.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            order = 2,
            defaultValue = "50",
            description = "How many of the last lines to begin with. Default: 50.")
    private int lines = 50;

    LogsCommand(BelayCommand belay) {
        this.belay = belay;
    }

    @Override
    public Integer call() {
        return Failures.told(() -> {
            List<Log> logs = chosen(new StateDirectory(belay.surroundings().state()));
            boolean named = logs.size() > 1;
            for (Log log : logs) {
                new LogTail(log.file()).lastLines(lines).forEach(line -> print(named, log, line));
            }
            if (follow) {
                new LogFollower(logs).follow((log, line) -> print(named, log, line));
            }
            return ExitStatus.SUCCEEDED;
        });
    }

    private void print(boolean named, Log log, String line) {
        belay.print(named ? "%-10s | %s".formatted(log.name(), line) : line);
    }

    private List<Log> chosen(StateDirectory state) {
        List<Log> all = Log.allOf(state);
        if (all.isEmpty()) {
            throw new CommandFailed(
                    ExitStatus.OTHER, "There are no logs in %s. Start the stack with ./belay up".formatted(state));
        }
        if (part == null) {
            return all;
        }
        List<Log> chosen = all.stream().filter(log -> log.name().equals(part)).toList();
        if (chosen.isEmpty()) {
            throw new CommandFailed(
                    ExitStatus.USAGE,
                    "There is no log of \"%s\"; expected one of %s."
                            .formatted(part, all.stream().map(Log::name).collect(Collectors.joining(", "))));
        }
        return chosen;
    }
}
