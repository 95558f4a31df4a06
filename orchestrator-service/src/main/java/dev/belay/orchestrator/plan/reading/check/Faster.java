package dev.belay.orchestrator.plan.reading.check;

import dev.belay.documents.Node;
import dev.belay.orchestrator.plan.reading.grammar.Section;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How fast something must be.
 *
 * @param within a limit, absent where there is none
 * @param percent faster than before the first change, absent where it is not compared
 */
record Faster(@Nullable Duration within, @Nullable Integer percent) {
    private static final Pattern SHARE = Pattern.compile("([1-9]|[1-9][0-9])%");

    static Faster read(Section section) {
        Optional<Node> value = section.fields().find("faster");
        if (value.isEmpty()
                || !(value.get() instanceof Node.Text text)
                || !text.text().endsWith("%")) {
            return new Faster(section.duration("faster").orElse(null), null);
        }
        Matcher share = SHARE.matcher(text.text());
        if (share.matches()) {
            return new Faster(null, Integer.valueOf(share.group(1)));
        }
        section.fields().illFormed(text, "faster", "a share from 1% to 99%, or a duration such as 500ms");
        return new Faster(null, null);
    }
}
