package dev.belay.orchestrator.workflow.undo;

import dev.belay.contracts.StepId;
import dev.belay.contracts.work.MaintenanceWork;
import dev.belay.contracts.work.Output;
import dev.belay.orchestrator.workflow.request.UndoEntry;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a rollback takes back, and what it leaves.
 *
 * @param back the entries to be taken back, in the order in which they were recorded
 * @param kept the entries that stay, in the same order
 * @param floor the phase at whose end it stops, absent where it stops elsewhere
 * @param step the step at which it stops, absent where it stops elsewhere
 */
public record Retreat(
        List<UndoEntry> back,
        List<UndoEntry> kept,
        @Nullable String floor,
        @Nullable StepId step) {
    public Retreat {
        back = List.copyOf(back);
        kept = List.copyOf(kept);
    }

    /** The undos in the order in which they are carried out. */
    public List<UndoList.Undo> plan() {
        return UndoList.plan(newestFirst());
    }

    private List<UndoEntry> newestFirst() {
        List<UndoEntry> newestFirst = new java.util.ArrayList<>(back);
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /** Whether the backup is from before something in the database that stays: restoring it would take that back, too. */
    public boolean wouldLoseBy(Output.BackupTaken backup) {
        return lostBy(backup).isPresent();
    }

    /** The first database change that stays and that restoring the backup would take back. */
    Optional<UndoEntry> lostBy(Output.BackupTaken backup) {
        return kept.stream()
                .filter(entry -> entry.area() == UndoEntry.Area.DATABASE && backup.equals(entry.backup()))
                .findFirst();
    }

    /** The backups that the plan restores. */
    List<Output.BackupTaken> restored() {
        return plan().stream()
                .filter(UndoList.Undo::restores)
                .flatMap(undo -> Optional.ofNullable(undo.entry().backup()).stream())
                .toList();
    }

    /** Whether the maintenance page is on at the place to which it goes back. */
    boolean endsUnderMaintenance() {
        List<UndoEntry> switches = kept.stream()
                .filter(entry -> entry.area() == UndoEntry.Area.MAINTENANCE)
                .toList();
        return !switches.isEmpty() && switches.get(switches.size() - 1).switchesMaintenance(MaintenanceWork.Switch.OFF);
    }

    /** What this rollback amounts to once it is done, in sentences. */
    public String outcome() {
        return reached() + irreversible() + (endsUnderMaintenance() ? " The maintenance page stays on." : "");
    }

    /** Where it ends, in one sentence. */
    public String reached() {
        String nothing = back.isEmpty() ? " Nothing had been changed since." : "";
        if (floor != null) {
            return "It is taken back to the end of phase \"" + floor + "\", which is kept." + nothing;
        }
        if (step != null) {
            return "It is taken back to step \"" + step + "\", which stays with all before it." + nothing;
        }
        return "Everything is taken back.";
    }

    private String irreversible() {
        List<UndoEntry> covered =
                plan().stream().flatMap(undo -> undo.covered().stream()).toList();
        String left = back.stream()
                .filter(entry -> !covered.contains(entry))
                .map(entry -> entry.step().text())
                .collect(Collectors.joining(", "));
        return left.isEmpty() ? "" : " What nothing takes back, says the plan, stays: " + left + ".";
    }
}
