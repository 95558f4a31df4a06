package dev.belay.worker.environment.reading;

import dev.belay.documents.Findings;
import dev.belay.documents.Mark;
import java.util.regex.Pattern;

/** The form of names that travel: they become parts of topics, URLs and messages. */
final class Names {
    static final String EXPECTED = "a name of at most 63 lower-case letters, digits and hyphens";

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private Names() {}

    static boolean isName(String text) {
        return FORM.matcher(text).matches();
    }

    /** Reports a key that is no name. */
    static void check(String key, String thing, Mark mark, String path, Findings findings) {
        if (!isName(key)) {
            findings.report(
                    mark,
                    path,
                    "ill-formed",
                    "The name of " + thing + " is \"" + key + "\"; expected " + EXPECTED + ".",
                    key,
                    EXPECTED,
                    "");
        }
    }
}
