package dev.belay.orchestrator.plan.step;

import dev.belay.contracts.check.DatabaseExpectations;
import dev.belay.contracts.migration.MigrationsExpectation;
import org.jspecify.annotations.Nullable;

/** What must hold on a copy. */
public record CopyExpectations(
        DatabaseExpectations database, @Nullable MigrationsExpectation migrations) {
    public static final CopyExpectations NOTHING = new CopyExpectations(DatabaseExpectations.NOTHING, null);

    /** Whether the database itself is looked at. */
    public boolean looks() {
        return !database.equals(DatabaseExpectations.NOTHING);
    }
}
