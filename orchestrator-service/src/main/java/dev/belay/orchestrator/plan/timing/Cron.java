package dev.belay.orchestrator.plan.timing;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * When a plan is carried out again and again: minute, hour, day of the month, month and day of the week, as the clocks of
 * a zone show them; all five must hold.
 *
 * <p>A time that the clocks leap over is the moment at which they leap; of a time that they show twice the first one
 * counts.
 *
 * @param text the five fields, with one space between them
 */
public record Cron(String text) {
    private static final int FIELDS = 5;
    private static final LocalDateTime ANY_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    /** Refuses what {@link #read} refuses. */
    public Cron {
        if (next(text, ANY_TIME) == null) {
            throw new IllegalArgumentException(
                    "The cron \"" + text + "\" never comes; expected a time that comes again");
        }
    }

    /** Reads five fields; empty where they are none, or where no day ever meets them. */
    public static Optional<Cron> read(String text) {
        String fields = text.strip().replaceAll("\\s+", " ");
        if (fields.split(" ").length != FIELDS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Cron(fields));
        } catch (IllegalArgumentException refused) {
            return Optional.empty();
        }
    }

    /** The first time after the moment at which it comes. */
    public Instant after(Instant moment, ZoneId zone) {
        LocalDateTime shown = LocalDateTime.ofInstant(moment, zone);
        while (true) {
            LocalDateTime next = next(text, shown);
            if (next == null) {
                throw new IllegalStateException("The cron \"" + text + "\" does not come after " + shown
                        + "; expected that it comes again and again");
            }
            Instant comes = Window.moment(next, zone);
            if (comes.isAfter(moment)) {
                return comes;
            }
            shown = next;
        }
    }

    private static @Nullable LocalDateTime next(String text, LocalDateTime shown) {
        return CronExpression.parse("0 " + text).next(shown);
    }
}
