package dev.belay.migration;

import dev.belay.contracts.Release;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.migration.alembic.AlembicTool;
import dev.belay.migration.command.ToolCommand;
import dev.belay.migration.django.DjangoTool;
import dev.belay.migration.liquibase.LiquibaseTool;
import dev.belay.migration.session.TargetSessions;
import dev.belay.migration.tool.FlywayTool;
import dev.belay.migration.tool.MigrationDirectory;
import dev.belay.migration.tool.MigrationTool;
import dev.belay.migration.tool.SqlTool;
import dev.belay.worker.environment.settings.MigrationSettings;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.process.Processes;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Binds the tool that an environment names. */
public final class MigrationTools {
    private final Processes processes;

    public MigrationTools(Processes processes) {
        this.processes = processes;
    }

    /** For work that reads or writes migration files. */
    MigrationTool bind(Execution execution, TargetSessions sessions, @Nullable Release release) {
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
    Optional<MigrationTool> find(Execution execution, TargetSessions sessions, @Nullable Release release) {
        return MigrationDirectory.of(execution.environment(), release)
                .map(directory -> bind(execution, sessions, directory, release));
    }

    /** With the files where they can be found; enough for work that reads the history only. */
    MigrationTool forHistory(Execution execution, TargetSessions sessions, @Nullable Release release) {
        return find(execution, sessions, release)
                .orElseGet(() -> bind(execution, sessions, Path.of("no-release"), release));
    }

    private MigrationTool bind(
            Execution execution, TargetSessions sessions, Path directory, @Nullable Release release) {
        MigrationSettings settings = execution.environment().requireMigrations();
        return switch (settings.tool()) {
            case FLYWAY -> new FlywayTool(sessions, directory);
            case LIQUIBASE ->
                new LiquibaseTool(sessions, directory, settings.changelog().orElseThrow());
            case SQL -> new SqlTool(sessions, directory, execution.id());
            case DJANGO ->
                new DjangoTool(sessions, new ToolCommand("Django", processes, execution, sessions, directory, release));
            case ALEMBIC ->
                new AlembicTool(
                        sessions, new ToolCommand("Alembic", processes, execution, sessions, directory, release));
        };
    }
}
