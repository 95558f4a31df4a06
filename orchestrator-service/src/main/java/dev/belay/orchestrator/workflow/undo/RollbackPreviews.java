package dev.belay.orchestrator.workflow.undo;

import dev.belay.contracts.event.RollbackPreview;
import dev.belay.contracts.work.MaintenanceWork;
import dev.belay.contracts.work.MigrateUndoWork;
import dev.belay.contracts.work.OnlineUndoWork;
import dev.belay.contracts.work.Output;
import dev.belay.orchestrator.workflow.request.BackTo;
import dev.belay.orchestrator.workflow.request.UndoEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says beforehand what a rollback would do, and what each target would lose. */
final class RollbackPreviews {
    private final UndoList undo;

    RollbackPreviews(UndoList undo) {
        this.undo = undo;
    }

    /** @param to absent where it goes as far as the plan says */
    RollbackPreview of(@Nullable String to) {
        Retreat way = undo.wayBack(BackTo.of(to));
        List<RollbackPreview.Loss> losses = new ArrayList<>();
        List<UndoList.Undo> plan = way.plan();
        plan.forEach(one -> losses.add(loss(one)));
        List<UndoEntry> covered =
                plan.stream().flatMap(one -> one.covered().stream()).toList();
        way.back().stream()
                .filter(entry -> !covered.contains(entry))
                .forEach(entry -> losses.add(new RollbackPreview.Loss(
                        List.of(entry.step()), target(entry), entry.described(), "Nothing: it stays as it is.")));
        return new RollbackPreview(
                to,
                way.outcome(),
                losses,
                way.kept().stream().map(UndoEntry::step).distinct().toList(),
                way.endsUnderMaintenance()
                        ? List.of("The maintenance page stays on, so smoke checks that look through it will not hold;"
                                + " you will be asked about each.")
                        : List.of());
    }

    private static RollbackPreview.Loss loss(UndoList.Undo one) {
        UndoEntry entry = one.entry();
        return new RollbackPreview.Loss(one.steps(), target(entry), entry.described(), lost(entry));
    }

    private static String lost(UndoEntry entry) {
        if (entry.way() instanceof UndoEntry.ByRestore) {
            Output.BackupTaken backup = entry.backup();
            return backup == null
                    ? "It cannot be restored: there is no backup that a test restore has verified; you will be asked."
                    : "What was written since the backup " + backup.id() + " of " + backup.takenAt()
                            + "; unless it is proven that nobody wrote, you will see the counts and be asked.";
        }
        return switch (entry.area()) {
            case MAINTENANCE ->
                entry.switchesMaintenance(MaintenanceWork.Switch.ON)
                        ? "Users meet the maintenance page."
                        : "Nothing: the maintenance page goes off.";
            case CODE -> "What only the newer version can do; the application stands still while it is exchanged.";
            case DATABASE -> lostInDatabase(entry);
            case OUTSIDE -> "What the step has changed outside, as far as its undo goes.";
        };
    }

    private static String lostInDatabase(UndoEntry entry) {
        if (entry.way() instanceof UndoEntry.ByWork work && work.work() instanceof OnlineUndoWork) {
            return "What users have written into columns that go; it is counted then, and kept in a table beside.";
        }
        return entry.way() instanceof UndoEntry.ByWork work && work.work() instanceof MigrateUndoWork
                ? "What users have written into what the migrations have added; it is counted then, and kept in tables"
                        + " beside."
                : "What the step has changed in the database, as far as its undo goes.";
    }

    private static String target(UndoEntry entry) {
        return entry.area().name().toLowerCase(Locale.ROOT);
    }
}
