package dev.belay.contracts;

/**
 * A comparison in words, the same everywhere in plans: {@code at least 1}, {@code under 80%}, {@code exactly 5}.
 *
 * @param value a number with an optional unit, or a literal for {@link Comparison#EXACTLY}; empty for {@link
 *     Comparison#NONE}
 */
public record Expectation(Comparison comparison, String value) {
    /** How what is found is compared with the value. */
    public enum Comparison {
        AT_LEAST("at least"),
        MORE_THAN("more than"),
        AT_MOST("at most"),
        UNDER("under"),
        EXACTLY("exactly"),
        NONE("none");

        private final String words;

        Comparison(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    @Override
    public String toString() {
        return value.isEmpty() ? comparison.words() : comparison.words() + " " + value;
    }
}
