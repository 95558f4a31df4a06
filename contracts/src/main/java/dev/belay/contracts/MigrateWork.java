package dev.belay.contracts;

import org.jspecify.annotations.Nullable;

/**
 * Applies pending migrations with the environment's tool; answers with {@link Output.MigrationState}.
 *
 * @param target the last version to apply, absent for all
 */
public record MigrateWork(
        @Nullable Release release, @Nullable String target) implements Work {}
