package dev.belay.contracts.work;

import dev.belay.contracts.Release;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Applies pending migrations with the environment's tool; answers with {@link Output.MigrationState}.
 *
 * @param target the last version to apply, absent for all
 * @param apps versions up to which to go, by application; empty where the whole system goes to the target
 */
public record MigrateWork(
        @Nullable Release release, @Nullable String target, Map<String, String> apps) implements Work {
    public MigrateWork {
        apps = Map.copyOf(apps);
    }
}
