package dev.belay.documents;

import dev.belay.contracts.watch.SeriesRollUp;
import dev.belay.contracts.watch.SeriesUnit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;

/** Numbers of series as people read them. */
public final class SeriesText {
    private static final MathContext THREE_DIGITS = new MathContext(3);

    private SeriesText() {}

    public static String number(double number, SeriesUnit unit) {
        return switch (unit) {
            case NUMBER -> rounded(number);
            case PERCENT -> rounded(number * 100) + "%";
            case SECONDS -> time(Duration.ofMillis(Math.round(number * 1000)));
        };
    }

    public static String time(Duration duration) {
        return duration.compareTo(Duration.ofSeconds(1)) >= 0 && duration.compareTo(Duration.ofSeconds(10)) < 0
                ? rounded(duration.toMillis() / 1000.0) + "s"
                : Durations.format(duration);
    }

    /** What a series was like over a while, in one line. */
    public static String of(SeriesRollUp rollUp) {
        SeriesRollUp.Values values = rollUp.values();
        SeriesUnit unit = rollUp.unit();
        String seen = values == null
                ? "no data"
                : number(values.least(), unit) + " to " + number(values.most(), unit) + ", p95 "
                        + number(values.p95(), unit) + ", last "
                        + (rollUp.why().isEmpty() ? number(values.last(), unit) : "no data");
        String missing = rollUp.missing().isZero() ? "" : ", without data for " + time(rollUp.missing());
        return seen + missing + (rollUp.why().isEmpty() ? "" : " (" + rollUp.why() + ")");
    }

    private static String rounded(double number) {
        BigDecimal exact = BigDecimal.valueOf(number);
        BigDecimal rounded = exact.abs().compareTo(BigDecimal.valueOf(100)) < 0
                ? exact.round(THREE_DIGITS)
                : exact.setScale(0, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
