package dev.belay.rollout;

import dev.belay.contracts.Release;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.environment.ReleaseDirectory;
import dev.belay.worker.environment.Substitutions;
import dev.belay.worker.environment.settings.RolloutSettings;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lays a release out in its directory, whole or not at all. */
final class ReleasePreparation {
    private static final String PREPARING = "preparing";

    private final CommandRunner commands;

    ReleasePreparation(CommandRunner commands) {
        this.commands = commands;
    }

    /** Runs the environment's {@code prepare} unless the release lies there already. */
    List<Evidence> prepare(Release release, CommandRunner.Context context, Execution execution)
            throws InterruptedException, IOException {
        RolloutSettings settings = execution.environment().requireRollout();
        Path directory = ReleaseDirectory.of(execution.environment(), release);
        PreparationMarks marks = PreparationMarks.of(settings, release.version());
        if (exists(directory)) {
            return List.of(new Evidence("release directory", directory + foundAs(marks, directory, execution)));
        }
        Stage stage = new Stage("prepare", settings.prepare());
        boolean makesDirectory = settings.prepare().stream()
                .anyMatch(command -> Substitutions.namesIn(command).contains(Substitutions.RELEASE_DIRECTORY));
        return makesDirectory
                ? layOut(stage, directory, marks, context, execution)
                : commands.run(stage, context, execution);
    }

    /** Whether this execution has begun to lay a release out. */
    boolean begun(Execution execution) {
        return execution.noted(PREPARING).isPresent();
    }

    /**
     * Clears away what this execution left half-made.
     *
     * @return whether the release lies there whole
     */
    boolean settle(Release release, Execution execution) throws IOException {
        Path directory = ReleaseDirectory.of(execution.environment(), release);
        PreparationMarks marks = PreparationMarks.of(execution.environment().requireRollout(), release.version());
        if (marks.prepared() && exists(directory)) {
            return true;
        }
        if (begun(execution)) {
            clear(directory, marks);
        }
        return false;
    }

    private List<Evidence> layOut(
            Stage stage, Path directory, PreparationMarks marks, CommandRunner.Context context, Execution execution)
            throws InterruptedException, IOException {
        execution.note(PREPARING, directory.toString());
        try {
            marks.begin(execution.id().text());

            List<Evidence> evidence = new ArrayList<>(commands.run(stage, context, execution));
            requireMade(directory, execution);
            marks.finish(execution.id().text());
            evidence.add(new Evidence("release directory", directory + ", laid out now"));
            return evidence;
        } catch (InterruptedException | IOException | RuntimeException broken) {
            clearAfter(broken, directory, marks);
            throw broken;
        }
    }

    private static String foundAs(PreparationMarks marks, Path directory, Execution execution) throws IOException {
        if (marks.prepared()) {
            return ", prepared before by Belay";
        }
        String predecessor = marks.unfinished().orElse("");
        if (predecessor.isEmpty()) {
            return ", was there without Belay and is taken as it is";
        }
        throw new WorkFailed(
                FailureCode.INTERRUPTED_WORK,
                "The release directory " + directory + " was left half-made by execution " + predecessor
                        + "; a whole one was expected, or none.",
                "Make sure that nothing uses it, remove it and "
                        + marks.directory().resolve(marks.version())
                        + ".preparing on the host of environment \""
                        + execution.environment().name() + "\", then retry.");
    }

    private static void requireMade(Path directory, Execution execution) {
        if (!exists(directory)) {
            throw new WorkFailed(
                    FailureCode.ENVIRONMENT_INVALID,
                    "All commands of \"prepare\" ended with exit code 0, but " + directory + " was not made.",
                    "Make \"prepare\" of environment \""
                            + execution.environment().name() + "\" lay the release out in ${release.dir}.");
        }
    }

    /** The failure itself stays the message, whatever becomes of the clearing. */
    private static void clearAfter(Exception broken, Path directory, PreparationMarks marks) {
        try {
            clear(directory, marks);
        } catch (IOException leftBehind) {
            broken.addSuppressed(leftBehind);
        }
    }

    private static void clear(Path directory, PreparationMarks marks) throws IOException {
        DirectoryRemoval.remove(directory);
        marks.abandon();
    }

    private static boolean exists(Path directory) {
        return Files.exists(directory, LinkOption.NOFOLLOW_LINKS);
    }
}
