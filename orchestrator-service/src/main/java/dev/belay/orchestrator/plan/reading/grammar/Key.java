package dev.belay.orchestrator.plan.reading.grammar;

import org.jspecify.annotations.Nullable;

/**
 * A key that may stand in a part of a plan.
 *
 * @param value what may stand there, for people
 * @param otherwise what holds where the key is left out
 * @param meaning for people; it does not repeat the value
 * @param refusal why the key is refused where somebody looks for it here; absent for all others
 */
public record Key(
        String name,
        String value,
        String otherwise,
        String meaning,
        @Nullable String refusal) {
    private static final String REQUIRED = "must be given";

    static Key required(String name, String value, String meaning) {
        return new Key(name, value, REQUIRED, meaning, null);
    }

    static Key optional(String name, String value, String otherwise, String meaning) {
        return new Key(name, value, otherwise, meaning, null);
    }

    /** A key that other parts have and this one cannot have. */
    static Key refused(String name, String why) {
        return new Key(name, "", "", "", why);
    }

    public boolean isRequired() {
        return otherwise.equals(REQUIRED);
    }
}
