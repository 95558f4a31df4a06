package dev.belay.migration.tool;

import dev.belay.contracts.outcome.FailureCode;
import dev.belay.migration.lint.LintedMigration;
import dev.belay.worker.failure.WorkFailed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A system's migration tool, bound to one execution and its release's directory. Another tool is one more
 * implementation and one more case in {@code MigrationTools}.
 */
public interface MigrationTool {
    /** As its users call it. */
    String name();

    /** The tables of the tool's own books, which are no part of the schema. */
    Set<String> historyTables();

    /** What the tool's history says, in the order in which it was written; empty where there is no history yet. */
    List<AppliedMigration> applied(Connection connection) throws SQLException, InterruptedException;

    /**
     * What the tool would apply next, in that order.
     *
     * @throws ToolRefused when the files cannot be read or do not fit together
     */
    List<PendingMigration> pending() throws SQLException, InterruptedException;

    /**
     * What the tool would apply to bring each application to its target, in that order.
     *
     * @param targets version or the beginning of one, by application
     * @throws ToolRefused when the tool knows no applications, or not these targets
     */
    default List<PendingMigration> pending(Map<String, String> targets) throws SQLException, InterruptedException {
        throw new ToolRefused(
                name() + " knows no applications; found targets for " + String.join(", ", targets.keySet())
                        + ", expected latest or one version.",
                "Write migrate: latest, or one version.");
    }

    /**
     * The SQL of migrations that would be applied, as far as the tool can tell without applying them; empty where it
     * cannot.
     *
     * @throws dev.belay.migration.command.CommandFailed when its command failed
     */
    default List<LintedMigration> sql(List<PendingMigration> wanted) throws SQLException, InterruptedException {
        return List.of();
    }

    /**
     * Changes of the system's models that no migration makes, as the tool itself finds them; empty where there are none.
     *
     * @throws ToolRefused when the tool knows no models
     * @throws dev.belay.migration.command.CommandFailed when its command failed for another reason
     */
    default List<String> missing() throws SQLException, InterruptedException {
        throw new ToolRefused(
                name() + " knows no models; found an expectation of missing migrations, expected none.",
                "Remove \"missing\" from the check.");
    }

    /**
     * Applies the first of the pending migrations, in their order.
     *
     * @param wanted not empty; the first of what is still {@link #pending}, all of one kind of trace
     * @throws dev.belay.migration.command.CommandFailed when the tool's command failed
     * @throws dev.belay.migration.sql.StatementFailed when the database refused a statement
     * @throws ToolRefused when the tool refused for another reason, such as a file that was changed after it was
     *     applied
     */
    void apply(List<PendingMigration> wanted, MigrationListener listener) throws SQLException, InterruptedException;

    /**
     * Plans the way back, without doing anything.
     *
     * @param since what was applied since the state to go back to, oldest first
     * @return one step for each, newest first
     * @throws dev.belay.worker.failure.WorkFailed when one of them has no way back
     */
    List<UndoStep> planUndo(List<AppliedMigration> since) throws SQLException, InterruptedException;

    /**
     * Makes sure, before they are applied, that migrations can be taken back.
     *
     * @throws dev.belay.worker.failure.WorkFailed when one of them has no way back; names each
     */
    default void requireWayBack(List<PendingMigration> wanted) {
        List<String> irreversible = wanted.stream()
                .filter(migration -> !migration.irreversible().isEmpty())
                .map(migration -> migration.label() + ": " + migration.irreversible())
                .toList();
        if (!irreversible.isEmpty()) {
            throw new WorkFailed(
                    FailureCode.MIGRATION_NOT_REVERSIBLE,
                    wanted.size() + " migrations are to be applied, and " + irreversible.size()
                            + " of them have no way back: " + String.join("; ", irreversible)
                            + ". Nothing was applied.",
                    "Give them a way back, under a new version, and start again; or write \"undo: restore\" in the step,"
                            + " after a backup that is verified by restore.");
        }
    }
}
