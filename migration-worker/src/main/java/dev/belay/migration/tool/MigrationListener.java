package dev.belay.migration.tool;

import java.util.OptionalLong;

/** Told how a tool goes from one migration to the next. */
public interface MigrationListener {
    /** The migration is about to begin. */
    void begins(String file);

    /** The migration at work has counted so far, of a total where it says one. */
    void counted(long done, OptionalLong total);

    /** The migration is applied and in the history. */
    void applied(String file);
}
