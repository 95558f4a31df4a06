package dev.belay.orchestrator.plan.step;

import dev.belay.contracts.StepId;
import org.jspecify.annotations.Nullable;

/**
 * A migration that is rehearsed.
 *
 * @param step the one that will do it on the database itself; absent where the plan has none
 * @param version the release whose files it applies
 * @param migration a {@link MigrateStep} or a {@link OnlineMigrateStep}
 */
public record Rehearsed(@Nullable StepId step, @Nullable String version, StepDefinition migration) {
    Undo undo() {
        return migration instanceof OnlineMigrateStep online ? online.undo() : ((MigrateStep) migration).undo();
    }
}
