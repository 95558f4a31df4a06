package dev.belay.worker.environment.reading;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the pattern by which a program's output tells how far it has come. */
final class ProgressPattern {
    private ProgressPattern() {}

    static Optional<Pattern> read(Section section) {
        return section.fields().text("progress").flatMap(text -> {
            try {
                Pattern pattern = Pattern.compile(text);
                if (hasGroup(text, "done")) {
                    return Optional.of(pattern);
                }
                section.illFormed("progress", "a pattern with a group named done, such as 'Counted (?<done>\\d+)'");
            } catch (PatternSyntaxException broken) {
                section.illFormed("progress", "a regular expression (" + broken.getDescription() + ")");
            }
            return Optional.empty();
        });
    }

    /** A reference back to a group that is not there does not compile, which is the one way to ask in Java 17. */
    private static boolean hasGroup(String pattern, String group) {
        try {
            Pattern.compile(pattern + "\n\\k<" + group + ">");
            return true;
        } catch (PatternSyntaxException noSuchGroup) {
            return false;
        }
    }
}
