package dev.belay.worker.environment.settings;

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
 * @param changelog of Liquibase alone
 */
public record MigrationSettings(
        Tool tool,
        String directory,
        Optional<CommandLine> command,
        Optional<Pattern> progress,
        Map<String, String> variables,
        Optional<Changelog> changelog) {
    public MigrationSettings {
        variables = Map.copyOf(variables);
    }

    /** For a tool that runs in the worker itself, from files that it finds by their names. */
    public MigrationSettings(Tool tool, String directory) {
        this(tool, directory, Optional.empty(), Optional.empty(), Map.of());
    }

    /** For every tool but Liquibase. */
    public MigrationSettings(
            Tool tool,
            String directory,
            Optional<CommandLine> command,
            Optional<Pattern> progress,
            Map<String, String> variables) {
        this(tool, directory, command, progress, variables, Optional.empty());
    }

    /**
     * Which change sets there are, and which of them are for this environment.
     *
     * @param file relative to the directory
     * @param contexts as Liquibase takes them; empty where nothing is chosen
     * @param labels as Liquibase takes them; empty where nothing is chosen
     */
    public record Changelog(String file, String contexts, String labels) {}

    /** Nothing of the content, since a reference may have filled in a variable. */
    @Override
    public String toString() {
        return "MigrationSettings[" + tool + "]";
    }

    /** The migration tools that environments may name. */
    public enum Tool {
        FLYWAY,
        LIQUIBASE,
        SQL,
        DJANGO,
        ALEMBIC;

        /** Whether the tool is a program of the system's own rather than a library of the worker. */
        public boolean hasCommand() {
            return this == DJANGO || this == ALEMBIC;
        }
    }
}
