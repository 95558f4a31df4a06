package dev.belay.contracts.migration;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A copy of the environment's database, on which work is done instead of on the database itself. No login travels: a
 * worker takes those of the environment file.
 *
 * @param database its name, which no other database has
 * @param socketDirectory of the server of its own in which it lies, on the worker's host; absent where it lies on the
 *     scratch server that the environment file names
 */
public record DatabaseCopy(String database, @Nullable String socketDirectory) {
    public DatabaseCopy {
        Objects.requireNonNull(database);
    }
}
