package dev.belay.contracts;

import org.jspecify.annotations.Nullable;

/**
 * What a check expects of the migration tool's state.
 *
 * @param applied the newest applied version, absent where it does not matter
 * @param pending which migrations may be pending
 */
public record MigrationsExpectation(@Nullable String applied, Pending pending) {
    /** What may be pending. */
    public enum Pending {
        NONE,
        ANY
    }
}
