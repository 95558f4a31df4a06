package dev.belay.migration.tool;

/** Told how a tool goes from one migration to the next. */
public interface MigrationListener {
    /** The migration is about to begin. */
    void begins(String file);

    /** The migration is applied and in the history. */
    void applied(String file);
}
