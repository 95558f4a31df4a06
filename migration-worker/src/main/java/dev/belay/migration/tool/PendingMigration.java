package dev.belay.migration.tool;

/**
 * A migration that the tool would apply.
 *
 * @param irreversible what in it has no way back, as far as the tool can tell before; empty where all has
 * @param digest of what it is made of; empty where that cannot be read from here
 */
public record PendingMigration(
        String version, String description, String file, Trace trace, String irreversible, String digest) {
    public PendingMigration(String version, String description, String file, Trace trace) {
        this(version, description, file, trace, "", "");
    }

    /** What a migration leaves behind that shows, should its run end in the middle. */
    public enum Trace {
        /** Nothing at all: it is rolled back. */
        NONE,
        /** A row of the history says that it began. */
        HISTORY,
        /** The schema shows each statement that has run. */
        SCHEMA,
        /** Statements that have run may not show anywhere. */
        UNSEEN
    }

    /** Version and description, for people. */
    public String label() {
        return description.isEmpty() ? version : version + " (" + description + ")";
    }
}
