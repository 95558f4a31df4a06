package dev.belay.orchestrator.plan.reading;

import dev.belay.orchestrator.plan.reading.grammar.Part;
import dev.belay.orchestrator.plan.reading.grammar.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads what must have been done before a plan may begin. */
final class RequirementReader {
    private static final List<String> REHEARSALS = List.of("same migrations");

    private RequirementReader() {}

    /** How long ago each required rehearsal may have ended. */
    static List<Duration> read(Section plan) {
        List<Duration> within = new ArrayList<>();
        for (Section item : plan.items("requires")) {
            if (!item.fields().has("rehearsal")) {
                item.fields().missing("rehearsal", "\"same migrations\"");
            }
            item.fields().oneOf("rehearsal", REHEARSALS);
            if (!item.fields().has("within")) {
                item.fields().missing("within", "how long ago it may have ended, such as 7d");
            }
            item.duration("within").ifPresent(within::add);
            item.finish(Part.REQUIREMENT);
        }
        return within.stream().distinct().toList();
    }
}
