package dev.belay.healthcheck.verdict;

import dev.belay.documents.Durations;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount of something that can be compared with an amount of the same. */
public record Quantity(BigDecimal amount, Unit unit) {
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,40}(\\.\\d{1,40})?");
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?) ?%");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?) ?(B|KB|MB|GB|TB)");
    private static final Pattern MULTIPLE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)x ([a-z]+)");
    private static final long KILO = 1024;

    /** What is counted. */
    public enum Unit {
        NUMBER,
        PERCENT,
        BYTES,
        TIME
    }

    public static Quantity number(long number) {
        return new Quantity(BigDecimal.valueOf(number), Unit.NUMBER);
    }

    public static Quantity bytes(long bytes) {
        return new Quantity(BigDecimal.valueOf(bytes), Unit.BYTES);
    }

    public static Quantity percent(BigDecimal percent) {
        return new Quantity(percent, Unit.PERCENT);
    }

    public static Quantity time(Duration duration) {
        return new Quantity(BigDecimal.valueOf(duration.toMillis()), Unit.TIME);
    }

    /** A plain number such as {@code 5}, {@code -1} or {@code 2.50}; empty where the text is none. */
    public static Optional<Quantity> number(String text) {
        return NUMBER.matcher(text).matches()
                ? Optional.of(new Quantity(new BigDecimal(text), Unit.NUMBER))
                : Optional.empty();
    }

    /**
     * Reads what a plan may write: {@code 5}, {@code 80%}, {@code 10GB}, {@code 15m}, {@code 2x database}.
     *
     * @param references what {@code 2x ...} can refer to
     */
    public static Optional<Quantity> parse(String text, Map<String, Quantity> references) {
        Matcher percent = PERCENT.matcher(text);
        if (percent.matches()) {
            return Optional.of(percent(new BigDecimal(percent.group(1))));
        }
        Matcher size = SIZE.matcher(text.toUpperCase(Locale.ROOT));
        if (size.matches()) {
            return Optional.of(new Quantity(new BigDecimal(size.group(1)).multiply(factor(size.group(2))), Unit.BYTES));
        }
        Matcher multiple = MULTIPLE.matcher(text);
        if (multiple.matches()) {
            return Optional.ofNullable(references.get(multiple.group(2)))
                    .map(base -> new Quantity(base.amount().multiply(new BigDecimal(multiple.group(1))), base.unit()));
        }
        return number(text).or(() -> Durations.parse(text).map(Quantity::time));
    }

    /** As people read it. */
    public String shown() {
        return switch (unit) {
            case NUMBER -> amount.toPlainString();
            case PERCENT ->
                amount.setScale(1, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString() + "%";
            case BYTES -> shownBytes();
            case TIME -> Durations.format(Duration.ofMillis(amount.longValue()));
        };
    }

    private String shownBytes() {
        BigDecimal value = amount;
        String[] units = {"B", "KB", "MB", "GB", "TB"};
        int index = 0;
        while (index < units.length - 1 && value.compareTo(BigDecimal.valueOf(KILO)) >= 0) {
            value = value.divide(BigDecimal.valueOf(KILO));
            index++;
        }
        return value.setScale(1, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString() + " " + units[index];
    }

    private static BigDecimal factor(String unit) {
        return BigDecimal.valueOf(
                switch (unit) {
                    case "KB" -> KILO;
                    case "MB" -> KILO * KILO;
                    case "GB" -> KILO * KILO * KILO;
                    case "TB" -> KILO * KILO * KILO * KILO;
                    default -> 1;
                });
    }
}
