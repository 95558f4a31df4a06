package dev.belay.orchestrator.plan.validation;

import dev.belay.orchestrator.plan.Phase;
import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.Turn;
import dev.belay.orchestrator.plan.step.BackupStep;
import dev.belay.orchestrator.plan.step.Undo;
import org.jspecify.annotations.Nullable;

/**
 * A step that is undone by a restore needs a backup before it that has proven to be restorable; one from before a phase
 * that is kept does not count, since restoring it would take back what is kept.
 */
final class RestoreRule {
    private final Complaints complaints;

    RestoreRule(Complaints complaints) {
        this.complaints = complaints;
    }

    void judge(Plan plan) {
        boolean verified = false;
        String leftOut = "";
        Phase floor = null;
        for (Phase phase : plan.phases()) {
            for (Turn turn : phase.turns()) {
                if (turn instanceof Turn.LeftOut out && isVerified(out.step())) {
                    leftOut = " " + Complaints.named(out.step()) + " is left out: " + out.reason() + ".";
                }
                if (turn instanceof Turn.AtOnce atOnce) {
                    for (Step step : atOnce.steps()) {
                        if (!verified && step.definition().undo() instanceof Undo.Restore) {
                            complain(step, floor, leftOut);
                        }
                    }
                    verified |= atOnce.steps().stream().anyMatch(RestoreRule::isVerified);
                }
            }
            if (phase.hasFloor()) {
                floor = phase;
                verified = false;
            }
        }
    }

    private void complain(Step step, @Nullable Phase floor, String leftOut) {
        String where = floor == null ? "before it" : "between phase \"" + floor.name() + "\", which is kept, and it";
        complaints.about(
                step,
                "no-verified-backup",
                "is undone by restore, but no backup " + where + " is verified by restore." + leftOut,
                "no verified backup",
                "a backup with \"verify: [restore]\" " + (floor == null ? "before the step" : where),
                "Add \"backup: database\" with \"verify: [list, checksum, restore]\" before it.");
    }

    private static boolean isVerified(Step step) {
        return step.definition() instanceof BackupStep backup && backup.provesToRestore();
    }
}
