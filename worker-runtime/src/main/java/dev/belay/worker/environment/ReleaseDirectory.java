package dev.belay.worker.environment;

import dev.belay.contracts.Release;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.failure.WorkFailed;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where a release lies on the worker's host. */
public final class ReleaseDirectory {
    /** One path segment that is neither hidden nor mistaken for an option. */
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+-]{0,127}");

    private ReleaseDirectory() {}

    /** The release's own directory where it names one, otherwise {@code releases/version} of the environment. */
    public static Path of(Environment environment, Release release) {
        requireVersion(release.version());
        String directory = release.directory();
        if (directory == null) {
            return environment
                    .requireRollout()
                    .releases()
                    .toAbsolutePath()
                    .normalize()
                    .resolve(release.version());
        }
        Path path = Path.of(directory);
        if (!path.isAbsolute()) {
            throw new WorkFailed(
                    FailureCode.ENVIRONMENT_INVALID,
                    "The directory of release \"" + release.version() + "\" is \"" + directory
                            + "\"; an absolute path was expected.",
                    "Write \"releases\" in section \"rollout\" of environment \"" + environment.name()
                            + "\" as an absolute path.");
        }
        return path.normalize();
    }

    /**
     * Refuses a version that could leave the releases' directory or be taken for an option.
     *
     * @throws WorkFailed with {@link FailureCode#ARGUMENT_REFUSED}
     */
    public static void requireVersion(String version) {
        if (!VERSION.matcher(version).matches()) {
            throw new WorkFailed(
                    FailureCode.ARGUMENT_REFUSED,
                    "The version \"" + version.strip()
                            + "\" cannot name a directory; up to 128 letters, digits and any of . _ + - were expected,"
                            + " beginning with a letter, a digit or _.",
                    "Roll out a tag of that form.");
        }
    }
}
