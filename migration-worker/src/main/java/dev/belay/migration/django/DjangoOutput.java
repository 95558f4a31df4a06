package dev.belay.migration.django;

import dev.belay.migration.command.CountedLines;
import dev.belay.migration.tool.MigrationListener;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows what {@code migrate} prints: the name of a migration when it begins, OK on the same or a later line. */
final class DjangoOutput implements Consumer<String> {
    private static final Pattern BEGINS = Pattern.compile("^ *Applying ([\\w.]+)\\.\\.\\.");
    private static final String ENDS = " OK";

    private final MigrationListener listener;
    private final CountedLines counted;
    private Optional<String> current = Optional.empty();

    DjangoOutput(MigrationListener listener, CountedLines counted) {
        this.listener = listener;
        this.counted = counted;
    }

    @Override
    public void accept(String line) {
        Matcher begins = BEGINS.matcher(line);
        if (begins.find()) {
            current = Optional.of(begins.group(1));
            listener.begins(begins.group(1));
        }
        if (current.isPresent()) {
            if (line.endsWith(ENDS)) {
                listener.applied(current.get());
                current = Optional.empty();
            } else {
                counted.read(line);
            }
        }
    }
}
