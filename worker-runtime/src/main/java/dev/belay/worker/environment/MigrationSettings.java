package dev.belay.worker.environment;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the schema is migrated.
 *
 * @param directory of the migration files, and where a tool's command is run; may hold <code>${release.dir}</code>
 * @param command of a tool that is run by its command line
 * @param progress what its output tells of a long migration; has a group {@code done} and perhaps a group {@code total}
 * @param variables given to the command beside those that name the database
 */
public record MigrationSettings(
        Tool tool,
        String directory,
        Optional<CommandLine> command,
        Optional<Pattern> progress,
        Map<String, String> variables) {
    public MigrationSettings {
        variables = Map.copyOf(variables);
    }

    /** For a tool that runs in the worker itself. */
    public MigrationSettings(Tool tool, String directory) {
        this(tool, directory, Optional.empty(), Optional.empty(), Map.of());
    }

    /** Nothing of the content, since a reference may have filled in a variable. */
    @Override
    public String toString() {
        return "MigrationSettings[" + tool + "]";
    }

    /** The migration tools that environments may name. */
    public enum Tool {
        FLYWAY,
        SQL,
        DJANGO,
        ALEMBIC;

        /** Whether the tool is a program of the system's own rather than a library of the worker. */
        public boolean hasCommand() {
            return this == DJANGO || this == ALEMBIC;
        }
    }
}
