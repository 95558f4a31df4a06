package dev.belay.migration.lint.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.postgresql.core.Parser;

/**
 * One token of SQL.
 *
 * @param text of a quoted name without its quotes
 */
record Token(Kind kind, String text) {
    /** What a token is. */
    enum Kind {
        /** A key word or a name. */
        WORD,
        /** A name in quotes. */
        NAME,
        /** A string, in whichever quotes. */
        TEXT,
        NUMBER,
        SYMBOL
    }

    boolean is(String word) {
        return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equalsIgnoreCase(word);
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.NAME;
    }

    /** A name as the catalogue has it. */
    String name() {
        return kind == Kind.WORD ? text.toLowerCase(Locale.ROOT) : text;
    }

    /** Without white space and comments, by the lexical rules of the driver. */
    static List<Token> of(String sql) {
        char[] text = sql.toCharArray();
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length) {
            char now = text[at];
            int end = at + 1;
            if (now == '-' && at + 1 < text.length && text[at + 1] == '-') {
                end = Parser.parseLineComment(text, at) + 1;
            } else if (now == '/' && at + 1 < text.length && text[at + 1] == '*') {
                end = Parser.parseBlockComment(text, at) + 1;
            } else if (now == '\'') {
                end = Parser.parseSingleQuotes(text, at, true) + 1;
                tokens.add(new Token(Kind.TEXT, part(text, at, end)));
            } else if (now == '"') {
                end = Parser.parseDoubleQuotes(text, at) + 1;
                String quoted = part(text, at, end);
                tokens.add(new Token(
                        Kind.NAME,
                        quoted.length() < 2
                                ? quoted
                                : quoted.substring(1, quoted.length() - 1).replace("\"\"", "\"")));
            } else if (now == '$' && Parser.parseDollarQuotes(text, at) > at) {
                end = Parser.parseDollarQuotes(text, at) + 1;
                tokens.add(new Token(Kind.TEXT, part(text, at, end)));
            } else if (Parser.isIdentifierStartChar(now)) {
                while (end < text.length && Parser.isIdentifierContChar(text[end])) {
                    end++;
                }
                tokens.add(new Token(Kind.WORD, part(text, at, end)));
            } else if (Character.isDigit(now)) {
                while (end < text.length && (Character.isLetterOrDigit(text[end]) || text[end] == '.')) {
                    end++;
                }
                tokens.add(new Token(Kind.NUMBER, part(text, at, end)));
            } else if (!Character.isWhitespace(now)) {
                tokens.add(new Token(Kind.SYMBOL, String.valueOf(now)));
            }
            at = end;
        }
        return tokens;
    }

    private static String part(char[] text, int from, int until) {
        return new String(text, from, Math.min(until, text.length) - from);
    }
}
