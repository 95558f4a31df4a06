package dev.belay.migration;

import dev.belay.migration.session.TargetSessions;
import dev.belay.migration.tool.MigrationTool;
import dev.belay.migration.tool.PendingMigration;
import dev.belay.migration.tool.PendingMigration.Trace;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts in which migrations are handed to their tool: those that leave nothing when they fail go together, each
 * other one goes alone, so that the schema before it is known.
 */
final class Strides {
    private Strides() {}

    static List<List<PendingMigration>> of(List<PendingMigration> wanted) {
        List<List<PendingMigration>> strides = new ArrayList<>();
        boolean together = false;
        for (PendingMigration migration : wanted) {
            boolean leavesNothing = migration.trace() == Trace.NONE;
            if (!together || !leavesNothing) {
                strides.add(new ArrayList<>());
            }
            strides.get(strides.size() - 1).add(migration);
            together = leavesNothing;
        }
        return strides;
    }

    /** What is there before a stride; read anew only where its failure could leave a part. */
    static MigrationReading reached(
            MigrationTool tool, TargetSessions sessions, List<PendingMigration> stride, MigrationReading before)
            throws SQLException, InterruptedException {
        boolean first = before.pending().containsAll(stride) && before.pending().indexOf(stride.get(0)) == 0;
        return first || stride.get(0).trace() == Trace.NONE ? before : MigrationReading.withoutFiles(tool, sessions);
    }
}
