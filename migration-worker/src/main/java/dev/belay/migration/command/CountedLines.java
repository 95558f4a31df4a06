package dev.belay.migration.command;

import dev.belay.migration.tool.MigrationListener;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads off a tool's output how far a long migration has come, by the environment's pattern. */
public final class CountedLines {
    private final Optional<Pattern> pattern;
    private final boolean hasTotal;
    private final MigrationListener listener;

    public CountedLines(Optional<Pattern> pattern, MigrationListener listener) {
        this.pattern = pattern;
        this.hasTotal =
                pattern.filter(known -> known.pattern().contains("(?<total>")).isPresent();
        this.listener = listener;
    }

    /** Never throws, since the output must go on being read. */
    public void read(String line) {
        Optional<Matcher> found = pattern.map(known -> known.matcher(line)).filter(Matcher::find);
        if (found.isPresent()) {
            OptionalLong done = number(found.get().group("done"));
            OptionalLong total = hasTotal ? number(found.get().group("total")) : OptionalLong.empty();
            done.ifPresent(count -> listener.counted(count, total));
        }
    }

    private static OptionalLong number(String text) {
        try {
            return text == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException notANumber) {
            return OptionalLong.empty();
        }
    }
}
