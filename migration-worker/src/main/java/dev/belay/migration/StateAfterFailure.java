package dev.belay.migration;

import dev.belay.migration.command.CommandFailed;
import dev.belay.migration.session.TargetSessions;
import dev.belay.migration.tool.AppliedMigration;
import dev.belay.migration.tool.MigrationTool;
import dev.belay.migration.tool.PendingMigration;
import dev.belay.migration.tool.PendingMigration.Trace;
import dev.belay.worker.failure.WorkFailed;
import java.sql.SQLException;
import java.util.List;

/**
 * Reads after a failure what is applied now, instead of believing the tool.
 *
 * @param before the whole step
 * @param reached before the part of it that failed
 */
record StateAfterFailure(
        MigrationTool tool,
        TargetSessions sessions,
        MigrationReading before,
        MigrationReading reached,
        List<PendingMigration> wanted) {
    StateAfterFailure {
        wanted = List.copyOf(wanted);
    }

    String describe() throws InterruptedException {
        try {
            MigrationReading now = MigrationReading.withoutFiles(tool, sessions);
            List<PendingMigration> missing = wanted.stream()
                    .filter(migration -> !now.wholeVersions().contains(migration.version()))
                    .toList();
            return "Applied by this step: " + MigrationReading.appliedLabels(newly(now, before)) + "; not applied: "
                    + MigrationReading.pendingLabels(missing) + "." + remains(now, missing);
        } catch (SQLException | WorkFailed | CommandFailed unreadable) {
            return "What is applied now could not be read: " + unreadable.getMessage();
        }
    }

    private static List<AppliedMigration> newly(MigrationReading now, MigrationReading since) {
        return now.applied().stream()
                .filter(AppliedMigration::whole)
                .filter(migration -> !since.wholeVersions().contains(migration.version()))
                .toList();
    }

    private String remains(MigrationReading now, List<PendingMigration> missing) {
        if (!now.unfinished().isEmpty()) {
            return " In part: " + MigrationReading.appliedLabels(now.unfinished()) + ".";
        }
        if (!newly(now, reached).isEmpty()) {
            return "";
        }
        List<String> differences = now.schema().differencesSince(reached.schema());
        boolean nothing = newly(now, before).isEmpty();
        if (missing.isEmpty() || missing.get(0).trace() == Trace.NONE) {
            return differences.isEmpty()
                    ? nothing ? " The schema is as before." : ""
                    : " The schema is not as before: " + String.join("; ", differences) + ".";
        }
        String part = " " + missing.get(0).label() + " runs outside of a transaction";
        return differences.isEmpty()
                ? part + ", but the schema is as it was before it."
                : part + " and was applied in part: " + String.join("; ", differences) + ".";
    }
}
