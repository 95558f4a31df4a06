package dev.belay.migration.lint;

/**
 * One thing that was found in a migration.
 *
 * @param grade how much it matters here
 * @param where the migration with the line
 * @param text what the danger is, why, what is safe instead, and what was seen
 */
public record LintFinding(Grade grade, String rule, String where, String text) {
    /** How much a finding matters. */
    public enum Grade {
        DANGER,
        ADVICE,
        /** Somebody has allowed it, with a reason. */
        ALLOWED
    }
}
