package dev.belay.orchestrator.plan.reading.grammar;

import org.jspecify.annotations.Nullable;

/**
 * A key that may stand in a part of a plan.
 *
 * @param value what may stand there, for people
 * @param otherwise what holds where the key is left out
 * @param meaning for people; it does not repeat the value
 * @param mend what to do without the key, where it is not built yet; else absent
 */
public record Key(
        String name,
        String value,
        String otherwise,
        String meaning,
        @Nullable String mend) {
    private static final String REQUIRED = "must be given";

    static Key required(String name, String value, String meaning) {
        return new Key(name, value, REQUIRED, meaning, null);
    }

    static Key optional(String name, String value, String otherwise, String meaning) {
        return new Key(name, value, otherwise, meaning, null);
    }

    /** A key that the language has and nothing carries out so far. */
    static Key later(String name, String mend) {
        return new Key(name, "", "", "", mend);
    }

    public boolean isRequired() {
        return otherwise.equals(REQUIRED);
    }
}
