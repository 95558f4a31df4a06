package dev.belay.orchestrator.plan.reading;

import dev.belay.orchestrator.plan.reading.grammar.Part;
import java.util.Map;

/** The kinds of step that nothing carries out so far, each with what to do instead; the keys stand in {@link Part}. */
final class NotBuiltYet {
    private static final Map<String, String> STEP_KINDS = Map.of();

    private NotBuiltYet() {}

    static Map<String, String> stepKinds() {
        return STEP_KINDS;
    }
}
