package dev.belay.worker.environment.reading;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads amounts of room. */
final class Sizes {
    private static final Pattern SIZE = Pattern.compile("(?<number>\\d{1,6}(?:\\.\\d{1,3})?) ?(?<unit>[kMGT]?B)");
    private static final Map<String, Long> BYTES =
            Map.of("kB", 1_000L, "MB", 1_000_000L, "GB", 1_000_000_000L, "TB", 1_000_000_000_000L);

    private Sizes() {}

    /** In bytes; empty where the key is absent or, with a finding, no size. */
    static Optional<Long> bytes(Section section, String key) {
        return section.text(key).flatMap(text -> {
            Matcher size = SIZE.matcher(text);
            if (!size.matches()) {
                section.illFormed(key, "a size such as 500MB or 2GB");
                return Optional.empty();
            }
            long unit = BYTES.getOrDefault(size.group("unit"), 1L);
            return Optional.of((long) (Double.parseDouble(size.group("number")) * unit));
        });
    }
}
