package dev.belay.migration.tool;

import dev.belay.contracts.FailureCode;
import dev.belay.contracts.Release;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.RolloutSettings;
import dev.belay.worker.failure.WorkFailed;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the migration files of a release lie. */
public final class MigrationDirectory {
    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([^}]*)}");

    private MigrationDirectory() {}

    /**
     * Fills in the environment's directory.
     *
     * @return empty where the directory depends on a release and none is given
     */
    public static Optional<Path> of(Environment environment, @Nullable Release release) {
        String directory = environment.requireMigrations().directory();
        Matcher matcher = SUBSTITUTION.matcher(directory);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            if (release == null) {
                return Optional.empty();
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value(matcher.group(1), environment, release)));
        }
        return Optional.of(Path.of(matcher.appendTail(filled).toString()));
    }

    private static String value(String name, Environment environment, Release release) {
        return switch (name) {
            case "version" -> release.version();
            case "release.dir" -> releaseDirectory(environment, release);
            default ->
                throw new WorkFailed(
                        FailureCode.ENVIRONMENT_INVALID,
                        "Environment \"" + environment.name() + "\", migrations.directory: ${" + name
                                + "} is not known; known are ${release.dir} and ${version}.",
                        "Mend the environment file.");
        };
    }

    private static String releaseDirectory(Environment environment, Release release) {
        if (release.directory() != null) {
            return release.directory();
        }
        RolloutSettings rollout = environment.requireRollout();
        return rollout.releases().resolve(release.version()).toString();
    }
}
