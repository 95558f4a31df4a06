package dev.belay.migration.tool;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A system's migration tool, bound to one execution and its release's directory. Another tool is one more
 * implementation and one more case in {@link MigrationTools}.
 */
public interface MigrationTool {
    /** As its users call it. */
    String name();

    /** The table of the tool's own books, which is no part of the schema. */
    String historyTable();

    /** What the tool's history says, in the order in which it was written; empty where there is no history yet. */
    List<AppliedMigration> applied(Connection connection) throws SQLException;

    /**
     * What the tool would apply next, in that order.
     *
     * @throws ToolRefused when the files cannot be read or do not fit together
     */
    List<PendingMigration> pending() throws SQLException;

    /**
     * Applies the first of the pending migrations, in their order.
     *
     * @param wanted not empty; a prefix of {@link #pending}
     * @throws dev.belay.migration.sql.StatementFailed when the database refused a statement
     * @throws ToolRefused when the tool refused for another reason, such as a file that was changed after it was
     *     applied
     */
    void apply(List<PendingMigration> wanted, MigrationListener listener) throws SQLException;

    /**
     * Plans the way back, without doing anything.
     *
     * @param since what was applied since the state to go back to, oldest first
     * @return one step for each, newest first
     * @throws dev.belay.worker.failure.WorkFailed when one of them has no way back
     */
    List<UndoStep> planUndo(List<AppliedMigration> since);

    /** Takes one migration back, together with its place in the history. */
    void undo(UndoStep step) throws SQLException;
}
