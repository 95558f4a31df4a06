package dev.belay.orchestrator.plan.step;

import dev.belay.contracts.StepKind;
import dev.belay.contracts.work.MigrationStateWork.Lint;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Applies migrations.
 *
 * @param target the last version to apply, absent for all
 * @param apps versions up to which to go, by application; empty where the whole system goes to the target
 * @param lint what dangers in its SQL come to, which is judged ahead
 */
public record MigrateStep(@Nullable String target, Map<String, String> apps, Undo undo, Lint lint)
        implements StepDefinition {
    public MigrateStep {
        apps = Collections.unmodifiableMap(new LinkedHashMap<>(apps));
        lint = lint == null ? Lint.WARN : lint;
    }

    /** One whose dangers are only shown. */
    public MigrateStep(@Nullable String target, Map<String, String> apps, Undo undo) {
        this(target, apps, undo, Lint.WARN);
    }

    @Override
    public StepKind kind() {
        return StepKind.MIGRATE;
    }

    @Override
    public boolean needsRelease() {
        return true;
    }
}
