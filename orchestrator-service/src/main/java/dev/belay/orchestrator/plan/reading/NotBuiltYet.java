package dev.belay.orchestrator.plan.reading;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts of the plan language that nothing carries out so far, each with what to do instead. */
final class NotBuiltYet {
    private static final Map<String, String> PLAN_KEYS = ordered(List.of(
            Map.entry("requires", "Remove it, and look by hand whether the earlier rehearsal was done."),
            Map.entry("window", "Remove it, and start the deployment inside the window."),
            Map.entry("announce", "Remove it, and write a notify step."),
            Map.entry("rollback", "Remove it; a rollback takes as long as it takes."),
            Map.entry("cron", "Remove it, and start the deployment from a scheduler of your own.")));
    private static final Map<String, String> PHASE_KEYS = ordered(List.of(
            Map.entry("keep", "Remove it; a rollback goes back to the beginning of the plan."),
            Map.entry("only", "Remove it, and write a plan for each case."),
            Map.entry("together", "Write its steps under \"steps\", one after another.")));
    private static final Map<String, String> STEP_KINDS = ordered(List.of(
            Map.entry(
                    "rehearse", "Remove the step; \"verify: [restore]\" on a backup restores it in the scratch place."),
            Map.entry("watch", "Remove the step, and end the plan with checks."),
            Map.entry("together", "Write its steps one after another."),
            Map.entry("use", "Write the included steps out.")));

    private NotBuiltYet() {}

    static Map<String, String> stepKinds() {
        return STEP_KINDS;
    }

    static void inPlan(Section plan) {
        PLAN_KEYS.forEach(plan::notBuilt);
    }

    static void inPhase(Section phase) {
        PHASE_KEYS.forEach(phase::notBuilt);
    }

    private static Map<String, String> ordered(List<Map.Entry<String, String>> entries) {
        Map<String, String> ordered = new LinkedHashMap<>();
        entries.forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
        return ordered;
    }
}
