package dev.belay.contracts.migration;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a check expects of the migration tool's state.
 *
 * @param applied the newest applied version, or {@code none}; absent where it does not matter
 * @param pending which migrations may be pending
 * @param versions those that must be pending and no others, where {@link Pending#EXACTLY}
 * @param missing which migrations the models may lack, as the tool finds out by itself
 * @param apps what is expected of each application alone
 */
public record MigrationsExpectation(
        @Nullable String applied, Pending pending, List<String> versions, Pending missing, Map<String, OfApp> apps) {
    public MigrationsExpectation {
        versions = versions == null ? List.of() : List.copyOf(versions);
        missing = missing == null ? Pending.ANY : missing;
        apps = apps == null ? Map.of() : new TreeMap<>(apps);
    }

    public MigrationsExpectation(@Nullable String applied, Pending pending) {
        this(applied, pending, List.of(), Pending.ANY, Map.of());
    }

    /** What may be pending. */
    public enum Pending {
        NONE,
        ANY,
        EXACTLY
    }

    /** The same of one application; a version may be the beginning of its name. */
    public record OfApp(@Nullable String applied, Pending pending, List<String> versions) {
        public OfApp {
            versions = List.copyOf(versions);
        }
    }
}
