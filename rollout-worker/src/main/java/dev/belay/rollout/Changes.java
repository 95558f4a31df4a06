package dev.belay.rollout;

import dev.belay.contracts.Release;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.work.RolloutWork;
import dev.belay.worker.environment.Substitutions;
import dev.belay.worker.environment.settings.CommandLine;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells what a release brings that the live one has not, by the environment's own command. */
final class Changes {
    private final CommandRunner commands;
    private final LiveVersion liveVersion;

    Changes(CommandRunner commands, LiveVersion liveVersion) {
        this.commands = commands;
        this.liveVersion = liveVersion;
    }

    /** Nothing where the environment has no such command. A command that fails stops no release: it says so instead. */
    List<Evidence> since(Release release, Execution execution) throws InterruptedException, IOException {
        Optional<CommandLine> command = execution.environment().requireRollout().changes();
        return command.isEmpty() ? List.of() : List.of(evidence(command.get(), release, execution));
    }

    private Evidence evidence(CommandLine command, Release release, Execution execution)
            throws InterruptedException, IOException {
        try {
            String live = liveVersion.read(execution).version();
            Substitutions substitutions = Substitutions.of(execution.environment(), Optional.of(release))
                    .with(Map.of(Substitutions.LIVE_VERSION, live));
            String printed = commands.output("changes", command, substitutions, execution);
            return new Evidence(
                    RolloutWork.CHANGES,
                    (printed.isBlank() ? "nothing new" : printed) + "\n(" + live + " to " + release.version() + ")");
        } catch (WorkFailed untold) {
            return new Evidence(RolloutWork.CHANGES, "could not be told: " + untold.getMessage());
        }
    }
}
