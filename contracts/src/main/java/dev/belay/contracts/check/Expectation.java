package dev.belay.contracts.check;

/**
 * A comparison in words, the same everywhere in plans: {@code at least 1}, {@code under 80%}, {@code exactly 5}.
 *
 * @param value a number with an optional unit, or a literal for {@link Comparison#EXACTLY}; for {@link Comparison#NONE}
 *     empty, or the bound that none may exceed, as in {@code none over 1m}
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
        if (value.isEmpty()) {
            return comparison.words();
        }
        return comparison.words() + (comparison == Comparison.NONE ? " over " : " ") + value;
    }
}
