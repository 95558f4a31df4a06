package dev.belay.migration;

import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.Output;
import dev.belay.migration.tool.AppliedMigration;
import dev.belay.worker.failure.WorkFailed;
import java.util.List;

/** What the history holds beyond a state recorded before; migrations that failed or only began as well. */
record AppliedSince(List<AppliedMigration> migrations) {
    AppliedSince {
        migrations = List.copyOf(migrations);
    }

    /**
     * Compares a history with the state before.
     *
     * @throws WorkFailed when the history does not begin with that state, so that nobody can go back to it
     */
    static AppliedSince of(Output.MigrationState before, List<AppliedMigration> applied) {
        int kept = before.applied().size();
        List<String> start =
                applied.stream().limit(kept).map(AppliedMigration::version).toList();
        if (!start.equals(before.applied())) {
            throw new WorkFailed(
                    FailureCode.MIGRATION_NOT_REVERSIBLE,
                    "The history no longer begins with what was applied before: found "
                            + MigrationReading.appliedLabels(applied) + ", expected first "
                            + String.join(", ", before.applied()) + ". Nothing was undone.",
                    "Find out who else changed the migrations of this database, or choose restore.");
        }
        return new AppliedSince(applied.subList(kept, applied.size()));
    }

    boolean none() {
        return migrations.isEmpty();
    }

    AppliedMigration newest() {
        return migrations.get(migrations.size() - 1);
    }

    String labels() {
        return MigrationReading.appliedLabels(migrations);
    }
}
