package dev.belay.migration.tool;

import dev.belay.contracts.FailureCode;
import dev.belay.contracts.Release;
import dev.belay.migration.session.TargetSessions;
import dev.belay.worker.environment.MigrationSettings;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Binds the tool that an environment names. */
public final class MigrationTools {
    private MigrationTools() {}

    /** For work that reads or writes migration files. */
    public static MigrationTool bind(Execution execution, TargetSessions sessions, @Nullable Release release) {
        return find(execution, sessions, release)
                .orElseThrow(() -> new WorkFailed(
                        FailureCode.ENVIRONMENT_INVALID,
                        "The directory of migrations \""
                                + execution.environment().requireMigrations().directory() + "\" of environment \""
                                + execution.environment().name()
                                + "\" depends on a release, and this step names none.",
                        "Name the version in the step, or use a directory that does not depend on it."));
    }

    /** Empty where the files' directory depends on a release and none is given. */
    public static Optional<MigrationTool> find(
            Execution execution, TargetSessions sessions, @Nullable Release release) {
        return MigrationDirectory.of(execution.environment(), release)
                .map(directory -> bind(execution, sessions, directory));
    }

    /** For work that reads the history only. */
    public static MigrationTool withoutFiles(Execution execution, TargetSessions sessions) {
        return bind(execution, sessions, Path.of("no-release"));
    }

    private static MigrationTool bind(Execution execution, TargetSessions sessions, Path directory) {
        MigrationSettings settings = execution.environment().requireMigrations();
        return switch (settings.tool()) {
            case FLYWAY -> new FlywayTool(sessions, directory);
            case SQL -> new SqlTool(sessions, directory, execution.id());
        };
    }
}
