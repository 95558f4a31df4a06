package dev.belay.migration;

import dev.belay.contracts.outcome.Evidence;
import dev.belay.migration.session.TargetSessions;
import dev.belay.migration.tool.MigrationTool;
import dev.belay.migration.tool.PendingMigration;
import dev.belay.migration.tool.PendingMigration.Trace;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.execution.Witnessed.NobodyKnows;
import dev.belay.worker.execution.Witnessed.WasDone;
import dev.belay.worker.execution.Witnessed.WasNotDone;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Finds out how far an interrupted migration came: whatever the history holds is whole, so only the next one after it
 * can have left a part, and only where it runs outside of a transaction.
 */
final class MigrateWitness {
    private static final String NEXT =
            "Look which of its statements have taken effect; then say that it was done, or undo its part and retry.";

    private final MigrationTool tool;
    private final TargetSessions sessions;

    MigrateWitness(MigrationTool tool, TargetSessions sessions) {
        this.tool = tool;
        this.sessions = sessions;
    }

    Witnessed testify(Optional<MigrateNotes> noted) throws SQLException, InterruptedException {
        if (noted.isEmpty()) {
            return new WasNotDone("it had not begun to migrate");
        }
        MigrateNotes notes = noted.get();
        MigrationReading now = MigrationReading.of(tool, sessions);
        if (!now.unfinished().isEmpty()) {
            return new NobodyKnows(
                    "The history of " + tool.name() + " says of "
                            + MigrationReading.appliedLabels(now.unfinished())
                            + "; its statements ran outside of a transaction.",
                    NEXT);
        }
        List<PendingMigration> remaining = notes.wanted().stream()
                .filter(migration -> !now.wholeVersions().contains(migration.version()))
                .toList();
        if (remaining.isEmpty()) {
            return new WasDone(Done.with(
                    now.output(),
                    new Evidence("applied", MigrationReading.pendingLabels(notes.wanted())),
                    now.schemaEvidence()));
        }
        return ofPart(notes, now, remaining.get(0));
    }

    private static Witnessed ofPart(MigrateNotes notes, MigrationReading now, PendingMigration next) {
        boolean nothingApplied = now.wholeVersions().equals(notes.applied());
        boolean sameSchema = now.schema().fingerprint().equals(notes.fingerprint());
        if (next.trace() == Trace.UNSEEN || (next.trace() == Trace.SCHEMA && !nothingApplied)) {
            return new NobodyKnows(
                    next.label() + " is not in the history, but it runs outside of a transaction, and a part of it may "
                            + "have taken effect.",
                    NEXT);
        }
        if (nothingApplied && !sameSchema) {
            return new NobodyKnows(
                    "No migration was applied, but the schema's fingerprint is "
                            + now.schema().fingerprint() + " and was " + notes.fingerprint() + " before.",
                    NEXT);
        }
        return new WasNotDone(
                nothingApplied
                        ? "no migration was applied and the schema is as before"
                        : "each migration in the history is whole; " + next.label() + " is the next");
    }
}
