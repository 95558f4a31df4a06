package dev.belay.backup.sealing;

import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.process.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The program age, run as a filter: it ends with its input, so that it cannot outlive the worker. */
final class AgeProgram {
    private AgeProgram() {}

    /** @throws WorkFailed where it is not installed */
    static Path require() {
        return Programs.find("age", Optional.empty())
                .orElseThrow(() -> new WorkFailed(
                        FailureCode.PROGRAM_MISSING,
                        "The program \"age\" was not found on the worker's host, and \"backups.encrypt\" of the"
                                + " environment file asks for it.",
                        "Install it and retry. Debian and Ubuntu: sudo apt-get install age. Fedora: sudo dnf install"
                                + " age. macOS: brew install age."));
    }

    static Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(require().toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        return builder.start();
    }
}
