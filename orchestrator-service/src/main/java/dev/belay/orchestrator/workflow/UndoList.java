package dev.belay.orchestrator.workflow;

import dev.belay.contracts.MaintenanceWork;
import dev.belay.contracts.Output;
import dev.belay.contracts.StepId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has to be taken back if the deployment turns back, recorded step by step. */
final class UndoList {
    private final List<UndoEntry> entries = new ArrayList<>();
    private Output.@Nullable BackupTaken backup;
    private boolean changed;
    private boolean irreversible;

    /** Records how a change will be taken back, before it begins. */
    void record(UndoEntry entry) {
        changed = true;
        entries.add(entry);
    }

    /** Records a change that nothing takes back. */
    void recordIrreversible() {
        changed = true;
        irreversible = true;
    }

    /** What another workflow of the deployment has handed on. */
    static UndoList of(Handover.Undo handedOn) {
        UndoList undo = new UndoList();
        undo.entries.addAll(handedOn.entries());
        undo.changed = handedOn.changed();
        undo.irreversible = handedOn.irreversible();
        undo.backup = handedOn.backup();
        return undo;
    }

    Handover.Undo handedOn() {
        return new Handover.Undo(List.copyOf(entries), changed, irreversible, backup);
    }

    /** Makes the undo of a step that runs again the newest one: what ran meanwhile is taken back after it. */
    void renew(StepId step) {
        List<UndoEntry> renewed =
                entries.stream().filter(entry -> entry.step().equals(step)).toList();
        entries.removeAll(renewed);
        entries.addAll(renewed);
    }

    /** How a step would be taken back; empty where nothing is recorded of it. */
    Optional<String> describe(StepId step) {
        return entries.stream()
                .filter(entry -> entry.step().equals(step))
                .map(UndoEntry::described)
                .findFirst();
    }

    /** Whether any change has begun. */
    boolean changed() {
        return changed;
    }

    /** Takes note of a backup that a test restore has verified; only such a one is gone back to. */
    void backupTaken(Output.BackupTaken taken) {
        backup = taken;
    }

    Output.@Nullable BackupTaken backup() {
        return backup;
    }

    /** Whether the maintenance page was switched on, and switching it off has not begun. */
    boolean underMaintenance() {
        return entries.stream().anyMatch(entry -> entry.switchesMaintenance(MaintenanceWork.Switch.OFF))
                && entries.stream().noneMatch(entry -> entry.switchesMaintenance(MaintenanceWork.Switch.ON));
    }

    /**
     * The undos newest first. Where one in the database can only be undone by restoring a backup, all database undos
     * since that backup become one restore, in the place of the newest.
     */
    List<Undo> plan() {
        List<UndoEntry> newestFirst = new ArrayList<>(entries);
        Collections.reverse(newestFirst);
        return plan(newestFirst);
    }

    /** The same for undos that are still to be done. */
    static List<Undo> plan(List<UndoEntry> newestFirst) {
        Optional<Output.BackupTaken> restored = newestFirst.stream()
                .filter(entry -> entry.way() instanceof UndoEntry.ByRestore)
                .flatMap(entry -> Optional.ofNullable(entry.backup()).stream())
                .findFirst();
        List<Undo> plan = new ArrayList<>();
        boolean placed = false;
        for (UndoEntry entry : newestFirst) {
            boolean collapses = restored.isPresent()
                    && entry.area() == UndoEntry.Area.DATABASE
                    && restored.get().equals(entry.backup());
            if (!collapses) {
                plan.add(new Undo(entry, List.of(entry)));
            } else if (!placed) {
                placed = true;
                plan.add(new Undo(
                        entry.byRestore(),
                        newestFirst.stream()
                                .filter(other -> other.area() == UndoEntry.Area.DATABASE
                                        && restored.get().equals(other.backup()))
                                .toList()));
            }
        }
        return plan;
    }

    /**
     * One undo to be carried out.
     *
     * @param covered the entries that are taken back by it, newest first
     */
    record Undo(UndoEntry entry, List<UndoEntry> covered) {
        Undo {
            covered = List.copyOf(covered);
        }

        List<StepId> steps() {
            return covered.stream().map(UndoEntry::step).toList();
        }

        boolean restores() {
            return entry.way() instanceof UndoEntry.ByRestore;
        }
    }
}
