package dev.belay.rollout;

import dev.belay.contracts.Release;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.ReleaseDirectory;
import dev.belay.worker.environment.Substitutions;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import java.io.IOException;
import java.util.Optional;

/** Asks the environment which version is live. */
final class LiveVersion {
    private final CommandRunner commands;

    LiveVersion(CommandRunner commands) {
        this.commands = commands;
    }

    /** The live version, with the directory in which the environment's rule puts it. */
    Release read(Execution execution) throws InterruptedException, IOException {
        Environment environment = execution.environment();
        String version = commands.firstLine(
                "current",
                environment.requireRollout().current(),
                Substitutions.of(environment, Optional.empty()),
                execution);
        Release release = new Release(version, null);
        return new Release(version, ReleaseDirectory.of(environment, release).toString());
    }

    /**
     * Makes sure that a release went live.
     *
     * @throws WorkFailed naming the version that is live and the one that was expected
     */
    void require(Release wanted, Execution execution) throws InterruptedException, IOException {
        String live = read(execution).version();
        if (!live.equals(wanted.version())) {
            throw new WorkFailed(
                    FailureCode.EXPECTATION_NOT_MET,
                    "After the roll-out \"current\" says that version \"" + live + "\" is live; \"" + wanted.version()
                            + "\" was expected.",
                    "Check that \"activate\" of environment \""
                            + execution.environment().name()
                            + "\" puts ${release.dir} in place and that \"current\" reads the same place.");
        }
    }
}
