package dev.belay.healthcheck.catalogue;

import org.jspecify.annotations.Nullable;

/** Compares a default as people write it with the expression that the catalogue keeps. */
final class DefaultValues {
    private DefaultValues() {}

    /** Whether the two mean the same: with or without the cast and the quotes that the catalogue adds. */
    static boolean same(String expected, @Nullable String found) {
        if (found == null) {
            return expected.equals("none");
        }
        String plain = withoutCast(found);
        return expected.equals(found) || expected.equals(plain) || expected.equals(withoutQuotes(plain));
    }

    private static String withoutCast(String expression) {
        int cast = expression.lastIndexOf("::");
        boolean outsideQuotes = cast > 0 && expression.indexOf('\'', cast) < 0 && expression.indexOf(')', cast) < 0;
        boolean sized = cast > 0 && expression.substring(cast).matches("::[a-z ]+\\(\\d+(,\\d+)?\\)[a-z ]*");
        return outsideQuotes || sized ? expression.substring(0, cast) : expression;
    }

    private static String withoutQuotes(String literal) {
        boolean quoted = literal.length() >= 2 && literal.startsWith("'") && literal.endsWith("'");
        return quoted ? literal.substring(1, literal.length() - 1).replace("''", "'") : literal;
    }
}
