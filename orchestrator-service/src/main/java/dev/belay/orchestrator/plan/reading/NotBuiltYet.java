package dev.belay.orchestrator.plan.reading;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The kinds of step that nothing carries out so far, each with what to do instead; the keys stand in {@link Part}. */
final class NotBuiltYet {
    private static final Map<String, String> STEP_KINDS = ordered(List.of(Map.entry(
            "rehearse", "Remove the step; \"verify: [restore]\" on a backup restores it in the scratch place.")));

    private NotBuiltYet() {}

    static Map<String, String> stepKinds() {
        return STEP_KINDS;
    }

    private static Map<String, String> ordered(List<Map.Entry<String, String>> entries) {
        Map<String, String> ordered = new LinkedHashMap<>();
        entries.forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
        return ordered;
    }
}
