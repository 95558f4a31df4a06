package dev.belay.orchestrator.plan.reading.check;

import dev.belay.orchestrator.plan.reading.grammar.Section;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads what is looked for in the lines of a log. */
public final class LogPatterns {
    private LogPatterns() {}

    public static String require(Section log) {
        String matching = log.fields().requireText("matching", "a regular expression");
        try {
            Pattern.compile(matching);
        } catch (PatternSyntaxException broken) {
            log.fields()
                    .find("matching")
                    .ifPresent(value -> log.fields()
                            .illFormed(value, "matching", "a regular expression (" + broken.getDescription() + ")"));
        }
        return matching;
    }
}
