package dev.belay.orchestrator.plan.validation;

import dev.belay.contracts.work.MaintenanceWork;
import dev.belay.orchestrator.plan.Phase;
import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.Turn;
import dev.belay.orchestrator.plan.step.BackupStep;
import dev.belay.orchestrator.plan.step.MaintenanceStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What needs the maintenance page: a phase that is kept does not end behind it, since a later failure would end there; a
 * snapshot is taken behind it, alone, since the server copies only a database that nobody is connected to.
 */
final class MaintenanceRule {
    private final Complaints complaints;

    MaintenanceRule(Complaints complaints) {
        this.complaints = complaints;
    }

    void judge(Plan plan) {
        Step on = null;
        for (Phase phase : plan.phases()) {
            for (Turn turn : phase.turns()) {
                if (turn instanceof Turn.AtOnce atOnce) {
                    judgeSnapshots(atOnce.steps(), on);
                    on = after(atOnce.steps(), on);
                }
            }
            if (phase.hasFloor()) {
                judge(phase, on);
            }
        }
    }

    private static @Nullable Step after(List<Step> atOnce, @Nullable Step before) {
        Step on = before;
        for (Step step : atOnce) {
            if (step.definition() instanceof MaintenanceStep maintenance) {
                on = maintenance.to() == MaintenanceWork.Switch.ON ? step : null;
            }
        }
        return on;
    }

    private void judgeSnapshots(List<Step> atOnce, @Nullable Step on) {
        for (Step step : atOnce) {
            if (!(step.definition() instanceof BackupStep backup) || backup.snapshot() == null) {
                continue;
            }
            if (on == null) {
                complaints.about(
                        step,
                        "snapshot-without-maintenance",
                        "takes a snapshot, for which nobody may be connected to the database, but the maintenance page"
                                + " is not on.",
                        "no maintenance page",
                        "\"maintenance: on\" before it",
                        "Add it, with commands in the environment file that stop the application; or leave"
                                + " \"snapshot\" out.");
            } else if (atOnce.size() > 1) {
                complaints.about(
                        step,
                        "snapshot-beside-others",
                        "takes a snapshot, for which nobody may be connected to the database, together with other"
                                + " steps.",
                        "together",
                        "a turn of its own",
                        "Write it before or after them.");
            }
        }
    }

    private void judge(Phase phase, @Nullable Step on) {
        if (on != null) {
            complaints.about(
                    on,
                    "maintenance-at-floor",
                    "switches the maintenance page on, and phase \"" + phase.name()
                            + "\", which is kept, ends with it on;" + " a later failure would leave the page on.",
                    "maintenance on at the end of a kept phase",
                    "maintenance off before its end",
                    "Add \"maintenance: off\" to the phase, or keep a later one.");
        }
    }
}
