package dev.belay.orchestrator.plan.step;

import dev.belay.contracts.StepKind;
import dev.belay.contracts.check.DatabaseExpectations.QueryExpectation;
import dev.belay.contracts.check.DatabaseExpectations.RowsExpectation;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tries migrations on a copy of the database.
 *
 * @param version the release whose migrations are tried; absent where the plan's roll-outs tell
 * @param migrations of the plan's later steps, in their order; one to the latest where it has none
 * @param afterUpgrade what must hold on the copy once they are applied
 * @param downgrade whether they are taken back there, and applied again
 * @param afterDowngrade what must hold on the copy once they are taken back
 */
public record RehearseStep(
        @Nullable String version,
        List<Rehearsed> migrations,
        CopyExpectations afterUpgrade,
        Downgrade downgrade,
        CopyExpectations afterDowngrade,
        RehearsalBudget budget)
        implements StepDefinition {
    public RehearseStep {
        migrations = List.copyOf(migrations);
    }

    @Override
    public StepKind kind() {
        return StepKind.REHEARSE;
    }

    @Override
    public boolean needsRelease() {
        return true;
    }

    /** Whether migrations are taken back on the copy. */
    public enum Downgrade {
        YES,
        NO,
        /** Where that is the way in which the plan itself takes every one of them back. */
        WHERE_PLANNED
    }

    /** Whether they are taken back on the copy, and applied again. */
    public boolean goesBack() {
        return switch (downgrade) {
            case YES -> true;
            case NO -> false;
            case WHERE_PLANNED ->
                migrations.stream().allMatch(one -> one.migration().undo() instanceof Undo.ByKind);
        };
    }

    /** The same, of these migrations. */
    public RehearseStep of(List<Rehearsed> found) {
        return new RehearseStep(version, found, afterUpgrade, downgrade, afterDowngrade, budget);
    }

    /** Whether the migration tool has something to do, and not only operations of Belay's own. */
    public boolean needsTool() {
        return migrations.stream().anyMatch(one -> one.migration() instanceof MigrateStep)
                || afterUpgrade.migrations() != null
                || afterDowngrade.migrations() != null;
    }

    /** Rows that must be as they were when the database was copied. */
    public List<RowsExpectation> comparedRows() {
        return Stream.of(afterUpgrade, afterDowngrade)
                .flatMap(expected -> expected.database().rows().stream())
                .filter(rows -> rows.sameAs() != null)
                .toList();
    }

    /** Queries whose time is taken before the copy is migrated. */
    public List<String> timedQueries() {
        return Stream.of(afterUpgrade, afterDowngrade)
                .flatMap(expected -> expected.database().queries().stream())
                .map(QueryExpectation::sql)
                .distinct()
                .toList();
    }

    /** Whether something is compared with how it was before. */
    public boolean compares() {
        return !comparedRows().isEmpty() || !timedQueries().isEmpty();
    }

    /** Whether the database itself is looked at, and not only the migration tool's state. */
    public boolean looks() {
        return afterUpgrade.looks() || afterDowngrade.looks();
    }
}
