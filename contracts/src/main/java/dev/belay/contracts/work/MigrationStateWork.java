package dev.belay.contracts.work;

import dev.belay.contracts.Release;
import dev.belay.contracts.migration.MigrationsExpectation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads which migrations are applied and pending; answers with {@link Output.MigrationState}.
 *
 * @param expectation what must hold, absent where the state is only read
 * @param ahead the migration that is to follow later, and must be possible then; absent where none is
 */
public record MigrationStateWork(
        @Nullable Release release,
        @Nullable MigrationsExpectation expectation,
        @Nullable Ahead ahead) implements Work {
    public MigrationStateWork(@Nullable Release release, @Nullable MigrationsExpectation expectation) {
        this(release, expectation, null);
    }

    /**
     * A migration that is to follow.
     *
     * @param target the last version to apply, absent for all
     * @param apps versions up to which to go, by application; empty where the whole system goes to the target
     * @param wayBack whether each that it would apply must have a way back
     * @param lint what dangers in its SQL come to
     */
    public record Ahead(@Nullable String target, Map<String, String> apps, boolean wayBack, Lint lint) {
        public Ahead {
            apps = Map.copyOf(apps);
            lint = lint == null ? Lint.WARN : lint;
        }

        public Ahead(@Nullable String target, Map<String, String> apps, boolean wayBack) {
            this(target, apps, wayBack, Lint.WARN);
        }
    }

    /** What dangers in the SQL of migrations come to. */
    public enum Lint {
        /** The migrations are refused. */
        ERROR,
        /** They are shown. */
        WARN,
        /** Nobody looks for them. */
        OFF
    }
}
