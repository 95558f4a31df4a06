package dev.belay.documents;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 10s}, {@code 15m}, {@code 24h}, {@code 7d}, {@code 1h30m}. */
public final class Durations {
    private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern WHOLE = Pattern.compile("(\\d{1,9}(ms|s|m|h|d))+");

    private static final Pattern WORDS = Pattern.compile(
            "(\\d{1,9})\\s*(ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)",
            Pattern.CASE_INSENSITIVE);

    private Durations() {}

    /** Reads a duration; empty where the text is none. */
    public static Optional<Duration> parse(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            long number = Long.parseLong(part.group(1));
            sum = sum.plus(
                    switch (part.group(2)) {
                        case "ms" -> Duration.ofMillis(number);
                        case "s" -> Duration.ofSeconds(number);
                        case "m" -> Duration.ofMinutes(number);
                        case "h" -> Duration.ofHours(number);
                        default -> Duration.ofDays(number);
                    });
        }
        return Optional.of(sum);
    }

    /** What somebody who wrote the text probably meant, such as {@code 45m} for {@code 45 minutes}. */
    static Optional<String> meant(String text) {
        Matcher words = WORDS.matcher(text.strip());
        if (!words.matches()) {
            return Optional.empty();
        }
        String unit = words.group(2).toLowerCase(Locale.ROOT);
        return Optional.of(
                words.group(1) + (unit.startsWith("ms") || unit.startsWith("milli") ? "ms" : unit.charAt(0)));
    }

    /** Writes a duration as people read it, to the two largest units; below a second in milliseconds. */
    public static String format(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return duration.toMillis() + "ms";
        }
        if (duration.toDays() > 0) {
            return part(duration.toDays(), "d") + part(duration.toHoursPart(), "h");
        }
        if (duration.toHours() > 0) {
            return part(duration.toHours(), "h") + part(duration.toMinutesPart(), "m");
        }
        return part(duration.toMinutes(), "m") + part(duration.toSecondsPart(), "s");
    }

    private static String part(long number, String unit) {
        return number > 0 ? number + unit : "";
    }
}
