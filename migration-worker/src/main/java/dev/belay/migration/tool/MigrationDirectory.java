package dev.belay.migration.tool;

import dev.belay.contracts.Release;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.Substitutions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the migration files of a release lie. */
public final class MigrationDirectory {
    private MigrationDirectory() {}

    /**
     * Fills in the environment's directory.
     *
     * @return empty where the directory depends on a release and none is given
     */
    public static Optional<Path> of(Environment environment, @Nullable Release release) {
        String directory = environment.requireMigrations().directory();
        if (release == null && dependsOnRelease(directory)) {
            return Optional.empty();
        }
        return Optional.of(Path.of(
                Substitutions.of(environment, Optional.ofNullable(release)).fill(directory)));
    }

    /** Refuses a directory that is not there. */
    public static void requireThere(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new ToolRefused(
                    "The directory of migrations " + directory + " is not there on the worker's host.",
                    "Check migrations.directory in the environment file, and that the release was prepared.");
        }
    }

    /** Whether the files are those of the release that applies, rather than of the one that is live. */
    public static boolean dependsOnRelease(Environment environment) {
        return dependsOnRelease(environment.requireMigrations().directory());
    }

    private static boolean dependsOnRelease(String directory) {
        return Substitutions.namesIn(directory).stream().anyMatch(Substitutions.OF_RELEASE::contains);
    }
}
