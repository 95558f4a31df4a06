package dev.belay.migration;

import dev.belay.migration.session.TargetSessions;
import dev.belay.migration.tool.AppliedMigration;
import dev.belay.migration.tool.MigrationTool;
import dev.belay.migration.tool.PendingMigration;
import dev.belay.worker.failure.WorkFailed;
import java.sql.SQLException;
import java.util.List;

/** Reads after a failure what is applied now, instead of believing the tool. */
final class StateAfterFailure {
    private StateAfterFailure() {}

    static String describe(
            MigrationTool tool, TargetSessions sessions, MigrationReading before, List<PendingMigration> wanted) {
        try {
            MigrationReading now = MigrationReading.withoutFiles(tool, sessions);
            List<AppliedMigration> newly = now.applied().stream()
                    .filter(AppliedMigration::whole)
                    .filter(migration -> !before.wholeVersions().contains(migration.version()))
                    .toList();
            List<PendingMigration> missing = wanted.stream()
                    .filter(migration -> !now.wholeVersions().contains(migration.version()))
                    .toList();
            return "Applied by this step: " + MigrationReading.appliedLabels(newly) + "; not applied: "
                    + MigrationReading.pendingLabels(missing) + "." + remains(now, before, newly);
        } catch (SQLException | WorkFailed unreadable) {
            return "What is applied now could not be read: " + unreadable.getMessage();
        }
    }

    private static String remains(MigrationReading now, MigrationReading before, List<AppliedMigration> newly) {
        if (!now.unfinished().isEmpty()) {
            return " In part: " + MigrationReading.appliedLabels(now.unfinished()) + ".";
        }
        if (!newly.isEmpty()) {
            return "";
        }
        List<String> differences = now.schema().differencesSince(before.schema());
        return differences.isEmpty()
                ? " The schema is as before."
                : " The schema is not as before: " + String.join("; ", differences) + ".";
    }
}
