package dev.belay.healthcheck.files;

import dev.belay.healthcheck.verdict.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** How much room a command says there is: its last line, in kilobytes as {@code df} counts, or with a unit. */
final class PrintedSpace {
    private static final Pattern KILOBYTES = Pattern.compile("\\d{1,15}");

    private PrintedSpace() {}

    /** Empty where the last line is no such number. */
    static Optional<Quantity> read(String output) {
        List<String> lines = output.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String last = lines.get(lines.size() - 1);
        return Quantity.parse(KILOBYTES.matcher(last).matches() ? last + "KB" : last, Map.of())
                .filter(quantity -> quantity.unit() == Quantity.Unit.BYTES);
    }
}
