package dev.belay.orchestrator.plan.step;

import dev.belay.contracts.StepKind;
import dev.belay.contracts.work.MigrationStateWork.Lint;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges, before the first change, whether a migration that is to follow can be applied and taken back: only the
 * prepared release can tell.
 *
 * @param target the last version to apply, absent for all
 * @param apps versions up to which to go, by application; empty where the whole system goes to the target
 * @param wayBack whether each that it would apply must have a way back
 * @param lint what dangers in its SQL come to
 */
public record CheckAheadStep(@Nullable String target, Map<String, String> apps, boolean wayBack, Lint lint)
        implements StepDefinition {
    public CheckAheadStep {
        apps = Collections.unmodifiableMap(new LinkedHashMap<>(apps));
        lint = lint == null ? Lint.WARN : lint;
    }

    @Override
    public StepKind kind() {
        return StepKind.CHECK;
    }

    @Override
    public boolean needsRelease() {
        return true;
    }
}
