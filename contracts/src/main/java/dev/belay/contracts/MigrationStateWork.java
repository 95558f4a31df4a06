package dev.belay.contracts;

import org.jspecify.annotations.Nullable;

/**
 * Reads which migrations are applied and pending; answers with {@link Output.MigrationState}.
 *
 * @param expectation what must hold, absent where the state is only read
 */
public record MigrationStateWork(
        @Nullable Release release, @Nullable MigrationsExpectation expectation) implements Work {}
