package dev.belay.worker.environment;

/**
 * How the schema is migrated.
 *
 * @param directory of the migration files; may hold <code>${release.dir}</code>
 */
public record MigrationSettings(Tool tool, String directory) {
    /** The migration tools that are built in. */
    public enum Tool {
        FLYWAY,
        SQL
    }
}
