package dev.belay.documents;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that somebody probably meant. */
public final class Nearest {
    private static final int SHORTEST_PART = 4;

    private Nearest() {}

    /** The nearest of the candidates, where it is near enough to be meant; else the only one that contains the word. */
    public static Optional<String> of(String word, Collection<String> candidates) {
        return candidates.stream()
                .min(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(candidate -> distance(word, candidate) <= tolerance(word))
                .or(() -> onlyOneWith(word, candidates));
    }

    private static Optional<String> onlyOneWith(String word, Collection<String> candidates) {
        List<String> containing = candidates.stream()
                .filter(candidate -> word.length() >= SHORTEST_PART
                        && candidate.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT)))
                .distinct()
                .toList();
        return containing.size() == 1 ? Optional.of(containing.get(0)) : Optional.empty();
    }

    /** Two mistakes, such as two letters that changed places, and more in long words; a short word has room for one. */
    private static int tolerance(String word) {
        return word.length() <= 3 ? 1 : Math.max(2, word.length() / 3);
    }

    /** Insertions, deletions and substitutions between the two (Levenshtein), upper and lower case being the same. */
    static int distance(String left, String right) {
        String from = left.toLowerCase(Locale.ROOT);
        String to = right.toLowerCase(Locale.ROOT);
        int[] previous = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int substitution = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
                current[column] = Math.min(
                        Math.min(current[column - 1] + 1, previous[column] + 1), previous[column - 1] + substitution);
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
