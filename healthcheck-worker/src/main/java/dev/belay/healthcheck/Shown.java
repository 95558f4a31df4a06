package dev.belay.healthcheck;

import dev.belay.contracts.SeriesUnit;
import dev.belay.documents.Durations;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;

/** Numbers of series as people read them. */
final class Shown {
    private static final MathContext THREE_DIGITS = new MathContext(3);

    private Shown() {}

    static String number(double number, SeriesUnit unit) {
        return switch (unit) {
            case NUMBER -> rounded(number);
            case PERCENT -> rounded(number * 100) + "%";
            case SECONDS -> time(Duration.ofMillis(Math.round(number * 1000)));
        };
    }

    static String time(Duration duration) {
        return duration.compareTo(Duration.ofSeconds(1)) >= 0 && duration.compareTo(Duration.ofSeconds(10)) < 0
                ? rounded(duration.toMillis() / 1000.0) + "s"
                : Durations.format(duration);
    }

    private static String rounded(double number) {
        BigDecimal exact = BigDecimal.valueOf(number);
        BigDecimal rounded = exact.abs().compareTo(BigDecimal.valueOf(100)) < 0
                ? exact.round(THREE_DIGITS)
                : exact.setScale(0, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
