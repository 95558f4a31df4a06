package dev.belay.orchestrator.plan.validation;

import dev.belay.contracts.StepKind;
import dev.belay.documents.Durations;
import dev.belay.orchestrator.plan.Changes;
import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.timing.Estimate;
import dev.belay.orchestrator.plan.timing.Window;
import java.time.Duration;

/** What a plan changes in its window, and taking it back, fits into the window. */
final class WindowRule {
    private final Changes changes;
    private final Complaints complaints;

    WindowRule(Changes changes, Complaints complaints) {
        this.changes = changes;
        this.complaints = complaints;
    }

    /** Every copy and change has an estimate, since otherwise nobody can tell. */
    void judgeEstimates(Plan plan) {
        if (plan.timing().window() == null) {
            return;
        }
        plan.steps().stream()
                .filter(step -> changes.by(step) || step.kind() == StepKind.BACKUP || step.kind() == StepKind.REHEARSE)
                .filter(step -> step.settings().estimate() == null)
                .forEach(step -> complaints.about(
                        step,
                        "estimate-missing",
                        "has no estimate, and has not run in this environment before; expected one, since the plan has"
                                + " a window.",
                        "no estimate",
                        "an estimate such as 5m",
                        "Add \"estimate: 5m\", with how long it probably takes."));
    }

    /** From the opening to the end of each change, and then a rollback. */
    void judgeLength(Plan plan) {
        Window window = plan.timing().window();
        if (window == null) {
            return;
        }
        Duration takes = plan.timing().rollbackTakes();
        Duration rollback = takes == null ? Duration.ZERO : takes;
        Duration used = Duration.ZERO;
        boolean begun = false;
        for (Step step : plan.steps()) {
            begun |= changes.by(step);
            Estimate estimate = step.settings().estimate();
            used = begun && estimate != null ? used.plus(estimate.takes()) : used;
            if (changes.by(step) && used.plus(rollback).compareTo(window.length()) > 0) {
                doesNotFit(step, used, rollback, window);
                return;
            }
        }
    }

    private void doesNotFit(Step step, Duration used, Duration rollback, Window window) {
        String needed = Durations.format(used)
                + (rollback.isZero() ? "" : " and " + Durations.format(rollback) + " for the rollback");
        complaints.about(
                step,
                "window-too-short",
                "does not fit into the window: until it has ended, changes and what stands between them take " + needed
                        + ", and the window " + window.opens() + " to " + window.closes() + " lasts "
                        + Durations.format(window.length()) + ".",
                needed,
                "at most " + Durations.format(window.length()),
                "Do less in one release, move what changes nothing before the first change, or make the window longer.");
    }
}
