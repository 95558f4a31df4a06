package dev.belay.migration.tool;

/** A migration in the tool's history. */
public record AppliedMigration(String version, String description, Condition condition) {
    /** How a migration ended. */
    public enum Condition {
        WHOLE,
        /** The tool recorded that it failed, and its statements ran outside of a transaction. */
        FAILED,
        /** It began outside of a transaction and nobody recorded its end. */
        BEGUN
    }

    public boolean whole() {
        return condition == Condition.WHOLE;
    }

    /** Version and description, for people. */
    public String label() {
        String label = description.isEmpty() ? version : version + " (" + description + ")";
        return switch (condition) {
            case WHOLE -> label;
            case FAILED -> label + ", failed";
            case BEGUN -> label + ", begun and not finished";
        };
    }
}
