package dev.belay.cli;

import dev.belay.cli.api.ApiClient;
import dev.belay.cli.api.document.OpenQuestion;
import dev.belay.cli.invocation.CommandFailed;
import dev.belay.cli.invocation.ExitStatus;
import dev.belay.contracts.event.DecisionKind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Chooses one of the tasks that a deployment offers where a step has failed. */
@Command
final class RepairCommand extends DecisionCommand {
    @Option(
            names = {"-t", "--task"},
            paramLabel = "TASK",
            order = 0,
            description = "The task to run; needed only where several are offered.")
    private @Nullable String task;

    RepairCommand(BelayCommand belay) {
        super(DecisionKind.REPAIR, belay);
    }

    @Override
    Arguments arguments(ApiClient client, Optional<OpenQuestion> asking) {
        if (task != null) {
            return new Arguments(null, task);
        }
        List<String> offered = asking.map(OpenQuestion::offers).orElse(List.of());
        if (offered.size() != 1) {
            throw new CommandFailed(
                    ExitStatus.USAGE,
                    offered.isEmpty()
                            ? "Deployment " + id() + " offers no task now; ./belay show " + id() + " says what it asks."
                            : "Several tasks are offered; add --task with one of " + String.join(", ", offered) + ".");
        }
        return new Arguments(null, offered.get(0));
    }
}
