package dev.belay.contracts.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * How an estimate is known.
 *
 * @param runs how many earlier runs it is the median of, 0 where it comes from elsewhere
 */
public record EstimateBasis(Source source, int runs) {
    public static final EstimateBasis PLAN = new EstimateBasis(Source.PLAN, 0);
    public static final EstimateBasis REHEARSAL = new EstimateBasis(Source.REHEARSAL, 0);
    public static final EstimateBasis DEFAULT = new EstimateBasis(Source.DEFAULT, 0);

    /** Where an estimate comes from; an earlier one of these is trusted more than a later one. */
    public enum Source {
        HISTORY,
        /** Measured on a copy. */
        REHEARSAL,
        PLAN,
        /** What Belay takes for such a step. */
        DEFAULT;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Source parse(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    public static EstimateBasis history(int runs) {
        return new EstimateBasis(Source.HISTORY, runs);
    }
}
