package dev.belay.cli;

import dev.belay.cli.api.ServerSilent;
import dev.belay.cli.api.document.ApiProblem;
import dev.belay.cli.invocation.CommandFailed;
import dev.belay.cli.invocation.ExitStatus;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong in sentences, and ends with the status that stands for it. */
final class Errors {
    private Errors() {}

    static CommandLine handledBy(CommandLine commandLine, BelayCommand belay) {
        return commandLine
                .setParameterExceptionHandler((wrong, arguments) -> usage(wrong))
                .setExecutionExceptionHandler((failed, command, result) -> failed(failed, belay));
    }

    private static int usage(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        String message = String.valueOf(wrong.getMessage());
        err.println(message.endsWith(".") ? message : message + ".");
        List<String> meant = wrong instanceof UnmatchedArgumentException unmatched
                ? unmatched.getSuggestions().stream().limit(3).toList()
                : List.of();
        if (!meant.isEmpty()) {
            err.println("Did you mean " + String.join(" or ", meant) + "?");
        }
        err.println("See ./" + command.getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return ExitStatus.USAGE;
    }

    private static int failed(Exception failed, BelayCommand belay) {
        if (failed instanceof ApiProblem problem) {
            return say(belay, problem, problem.document(), ExitStatus.OTHER);
        }
        if (failed instanceof CommandFailed known) {
            return say(belay, failed, Map.of("detail", String.valueOf(failed.getMessage())), known.exitStatus());
        }
        if (failed instanceof ServerSilent) {
            return say(
                    belay,
                    failed,
                    Map.of("code", "server-silent", "detail", String.valueOf(failed.getMessage())),
                    ExitStatus.OTHER);
        }
        belay.printError("This should not have happened, and is a fault of the command line itself: " + failed);
        for (StackTraceElement element : failed.getStackTrace()) {
            belay.printError("    at " + element);
        }
        return ExitStatus.OTHER;
    }

    private static int say(BelayCommand belay, Exception failed, Object document, int status) {
        belay.printError(String.valueOf(failed.getMessage()));
        if (belay.json()) {
            belay.printJson(document);
        }
        return status;
    }
}
