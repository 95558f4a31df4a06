package dev.belay.cli.text;

import dev.belay.contracts.outcome.Progress;
import dev.belay.documents.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Numbers as people read them. */
public final class Amounts {
    private static final List<String> SIZES = List.of("B", "kB", "MB", "GB", "TB", "PB");
    private static final String BYTES = "bytes";

    private Amounts() {}

    /** In whole seconds, from one second on. */
    public static String duration(Duration duration) {
        return duration.toSeconds() == 0
                ? Durations.format(duration)
                : Durations.format(Duration.ofSeconds(duration.toSeconds()));
    }

    /** A duration that goes on: it counts in seconds from the beginning. */
    public static String elapsed(Duration duration) {
        return duration.toSeconds() == 0 ? "0s" : duration(duration);
    }

    public static String of(long number, String unit) {
        return unit.equals(BYTES)
                ? bytes(number)
                : String.format(Locale.ROOT, "%,d", number) + (unit.isBlank() ? "" : " " + unit);
    }

    /** What is done, of the total where that is known. */
    public static String done(Progress progress) {
        Long total = progress.total();
        if (total == null) {
            return of(progress.done(), progress.unit());
        }
        if (progress.unit().equals(BYTES)) {
            int size = size(total);
            return inSize(progress.done(), size) + " of " + inSize(total, size) + " " + SIZES.get(size);
        }
        return String.format(Locale.ROOT, "%,d of ", progress.done()) + of(total, progress.unit());
    }

    public static String rate(double perSecond, String unit) {
        if (unit.equals(BYTES)) {
            return bytes(Math.round(perSecond)) + "/s";
        }
        String number = perSecond < 10
                ? String.format(Locale.ROOT, "%.1f", perSecond)
                : String.format(Locale.ROOT, "%,d", Math.round(perSecond));
        return number + "/s";
    }

    public static String bytes(long number) {
        int size = size(number);
        return inSize(number, size) + " " + SIZES.get(size);
    }

    private static int size(long number) {
        int size = 0;
        for (double rest = number; rest >= 1000 && size < SIZES.size() - 1; rest /= 1000) {
            size++;
        }
        return size;
    }

    private static String inSize(long number, int size) {
        double scaled = number / Math.pow(1000, size);
        return String.format(Locale.ROOT, size == 0 || scaled >= 100 ? "%.0f" : "%.1f", scaled);
    }
}
