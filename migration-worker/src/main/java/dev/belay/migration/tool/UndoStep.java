package dev.belay.migration.tool;

import java.sql.SQLException;

/**
 * How one applied migration is taken back.
 *
 * @param shown the file or the name that people know it by
 * @param transactional false where a part of it may take effect
 * @param way takes it back, together with its place in the history
 */
public record UndoStep(AppliedMigration migration, String shown, boolean transactional, Way way) {
    /** The way back itself. */
    public interface Way {
        void go() throws SQLException, InterruptedException;
    }
}
