package dev.belay.orchestrator.workflow.undo;

import dev.belay.contracts.StepId;
import dev.belay.contracts.work.MaintenanceWork;
import dev.belay.contracts.work.Output;
import dev.belay.orchestrator.workflow.request.BackTo;
import dev.belay.orchestrator.workflow.request.Handover;
import dev.belay.orchestrator.workflow.request.UndoEntry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What has to be taken back if the deployment turns back, recorded step by step. */
public final class UndoList {
    private final List<UndoEntry> entries = new ArrayList<>();
    private final Set<StepId> passed = new LinkedHashSet<>();
    private Output.@Nullable BackupTaken backup;
    private boolean changed;
    private @Nullable Floor floor;

    /** The end of a phase that is kept, and the steps that lie before it. */
    private record Floor(String phase, Set<StepId> steps) {}

    /** Records how a change will be taken back, before it begins. */
    public void record(UndoEntry entry) {
        changed = true;
        entries.add(entry);
    }

    /** What another workflow of the deployment has handed on. */
    public static UndoList of(Handover.Undo handedOn) {
        UndoList undo = new UndoList();
        undo.entries.addAll(handedOn.entries());
        undo.changed = handedOn.changed();
        undo.backup = handedOn.backup();
        String kept = handedOn.floor();
        undo.floor = kept == null ? null : new Floor(kept, Set.copyOf(orNone(handedOn.keeps())));
        undo.passed.addAll(orNone(handedOn.passed()));
        return undo;
    }

    private static List<StepId> orNone(@Nullable List<StepId> steps) {
        return steps == null ? List.of() : steps;
    }

    public Handover.Undo handedOn() {
        Floor kept = floor;
        return new Handover.Undo(
                List.copyOf(entries),
                changed,
                plannedBack().stream().anyMatch(entry -> entry.way() instanceof UndoEntry.ByNothing),
                backup,
                kept == null ? null : kept.phase(),
                kept == null ? List.of() : List.copyOf(kept.steps()),
                List.copyOf(passed));
    }

    /** What is taken back where nobody says how far. */
    List<UndoEntry> plannedBack() {
        return wayBack(new BackTo.AsPlanned()).back();
    }

    /** The deployment has gone on after the step, so that one can go back to it. */
    public void passed(StepId step) {
        passed.add(step);
    }

    /**
     * A phase that is kept has ended. A backup from before is not gone back to any more, since restoring it would take
     * back what is kept.
     */
    public void keep(String phase) {
        floor = new Floor(phase, Set.copyOf(passed));
        backup = null;
    }

    /** Makes the undo of a step that runs again the newest one: what ran meanwhile is taken back after it. */
    public void renew(StepId step) {
        List<UndoEntry> renewed =
                entries.stream().filter(entry -> entry.step().equals(step)).toList();
        entries.removeAll(renewed);
        entries.addAll(renewed);
    }

    /** How a step would be taken back; empty where nothing is recorded of it. */
    public Optional<String> describe(StepId step) {
        return entries.stream()
                .filter(entry -> entry.step().equals(step))
                .map(UndoEntry::described)
                .findFirst();
    }

    /** Whether any change has begun. */
    public boolean changed() {
        return changed;
    }

    /** Whether nothing is left that could be taken back. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Takes note of a backup that a test restore has verified; only such a one is gone back to. */
    public void backupTaken(Output.BackupTaken taken) {
        backup = taken;
    }

    public Output.@Nullable BackupTaken backup() {
        return backup;
    }

    /** Whether the maintenance page was switched on, and switching it off has not begun. */
    public boolean underMaintenance() {
        return entries.stream().anyMatch(entry -> entry.switchesMaintenance(MaintenanceWork.Switch.OFF))
                && entries.stream().noneMatch(entry -> entry.switchesMaintenance(MaintenanceWork.Switch.ON));
    }

    /** What going back means when nobody says how far, as people are asked. */
    public String everything() {
        return floor == null
                ? "take everything back"
                : "take everything back to the end of phase \"" + floor.phase() + "\", which is kept";
    }

    /** The steps to which one can go back, in the order in which they were passed. */
    public List<StepId> targets() {
        return List.copyOf(passed);
    }

    /** Why one cannot go back so far; empty where one can. */
    public Optional<Refusal> refusal(BackTo to) {
        if (to instanceof BackTo.Step target && !passed.contains(target.step())) {
            return Optional.of(new Refusal(
                    "no-way-back",
                    "Step \"" + target.step()
                            + "\" has not been passed, so there is no way back to it; expected one of "
                            + passed.stream().map(StepId::text).collect(Collectors.joining(", "))
                            + (passed.isEmpty() ? "" : ", ") + BackTo.BEGINNING + "."));
        }
        Retreat way = wayBack(to);
        for (Output.BackupTaken restored : way.restored()) {
            Optional<UndoEntry> lost = way.lostBy(restored);
            if (lost.isPresent()) {
                return Optional.of(restoreGoesFurther(way, restored, lost.get()));
            }
        }
        return Optional.empty();
    }

    /** Why one cannot go back so far. */
    public record Refusal(String code, String why) {}

    private Refusal restoreGoesFurther(Retreat way, Output.BackupTaken restored, UndoEntry lost) {
        List<StepId> before = new ArrayList<>(passed);
        List<StepId> possible = before.subList(0, Math.max(0, before.indexOf(lost.step())));
        String nearest = possible.isEmpty()
                ? BackTo.BEGINNING
                : possible.get(possible.size() - 1).text();
        return new Refusal(
                "restore-goes-further",
                "Going back so far needs the backup " + restored.id() + " of " + restored.takenAt()
                        + ", and restoring it takes back step \"" + lost.step() + "\" too, which "
                        + (way.floor() == null ? "was to stay" : "phase \"" + way.floor() + "\" keeps")
                        + ". Go back to \"" + nearest + "\", or further.");
    }

    /** What going back so far takes back; to be asked only where {@link #refusal} says nothing. */
    public Retreat wayBack(BackTo to) {
        Set<StepId> staying = staying(to);
        return new Retreat(
                entries.stream()
                        .filter(entry -> !staying.contains(entry.step()))
                        .toList(),
                entries.stream().filter(entry -> staying.contains(entry.step())).toList(),
                to instanceof BackTo.AsPlanned && floor != null ? floor.phase() : null,
                to instanceof BackTo.Step target ? target.step() : null);
    }

    private Set<StepId> staying(BackTo to) {
        if (to instanceof BackTo.Step target) {
            List<StepId> order = new ArrayList<>(passed);
            return new LinkedHashSet<>(order.subList(0, order.indexOf(target.step()) + 1));
        }
        return to instanceof BackTo.AsPlanned && floor != null ? floor.steps() : Set.of();
    }

    /** The way was gone; from here one can go further back, and to nothing that is undone. */
    public void takenBack(Retreat way, BackTo to) {
        passed.retainAll(staying(to));
        entries.removeAll(way.back());
    }

    /**
     * The undos of entries, newest first. Where one in the database can only be undone by restoring a backup, all
     * database undos since that backup become one restore, in the place of the newest.
     */
    public static List<Undo> plan(List<UndoEntry> newestFirst) {
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
            if (!collapses && !(entry.way() instanceof UndoEntry.ByNothing)) {
                plan.add(new Undo(entry, List.of(entry)));
            } else if (collapses && !placed) {
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
    public record Undo(UndoEntry entry, List<UndoEntry> covered) {
        public Undo {
            covered = List.copyOf(covered);
        }

        public List<StepId> steps() {
            return covered.stream().map(UndoEntry::step).toList();
        }

        public boolean restores() {
            return entry.way() instanceof UndoEntry.ByRestore;
        }
    }
}
