package dev.belay.migration.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.postgresql.core.Parser;

/**
 * Splits a file into its statements, leaving semicolons alone that stand in strings, comments, quoted names, dollar
 * quotes, parentheses or SQL-standard function bodies. The lexical rules are those of the PostgreSQL driver.
 */
public final class SqlStatements {
    private final char[] text;
    private final List<SqlStatement> statements = new ArrayList<>();
    private int at;
    private int line = 1;
    private int start = -1;
    private int startLine;
    private int parentheses;
    private int atomicDepth;
    private String previousWord = "";

    private SqlStatements(String sql) {
        text = sql.toCharArray();
    }

    public static List<SqlStatement> of(String sql) {
        return new SqlStatements(sql).split();
    }

    private List<SqlStatement> split() {
        while (at < text.length) {
            step();
        }
        finish();
        return List.copyOf(statements);
    }

    private void step() {
        char now = text[at];
        if (now == ';' && parentheses <= 0 && atomicDepth == 0) {
            finish();
            advanceTo(at + 1);
            return;
        }
        if (Character.isWhitespace(now)) {
            advanceTo(at + 1);
            return;
        }
        int afterComment = skipComment(now);
        if (afterComment > at) {
            advanceTo(afterComment);
            return;
        }
        begin();
        advanceTo(endOfToken(now));
    }

    private int skipComment(char now) {
        return switch (now) {
            case '-' -> Parser.parseLineComment(text, at) + (startsWith("--") ? 1 : 0);
            case '/' -> Parser.parseBlockComment(text, at) + (startsWith("/*") ? 1 : 0);
            default -> at;
        };
    }

    private boolean startsWith(String two) {
        return at + 1 < text.length && text[at] == two.charAt(0) && text[at + 1] == two.charAt(1);
    }

    private int endOfToken(char now) {
        if (now == '\'') {
            return Parser.parseSingleQuotes(text, at, true) + 1;
        }
        if (now == '"') {
            return Parser.parseDoubleQuotes(text, at) + 1;
        }
        if (now == '$') {
            return Parser.parseDollarQuotes(text, at) + 1;
        }
        if (Parser.isIdentifierStartChar(now)) {
            return endOfWord();
        }
        if (now == '(') {
            parentheses++;
        } else if (now == ')') {
            parentheses--;
        }
        return at + 1;
    }

    private int endOfWord() {
        int end = at;
        while (end < text.length && Parser.isIdentifierContChar(text[end])) {
            end++;
        }
        word(new String(text, at, end - at).toUpperCase(Locale.ROOT));
        return end;
    }

    /** Inside {@code BEGIN ATOMIC} only CASE opens another END. */
    private void word(String word) {
        if (atomicDepth == 0) {
            if (word.equals("ATOMIC") && previousWord.equals("BEGIN")) {
                atomicDepth = 1;
            }
        } else if (word.equals("CASE")) {
            atomicDepth++;
        } else if (word.equals("END")) {
            atomicDepth--;
        }
        previousWord = word;
    }

    private void begin() {
        if (start < 0) {
            start = at;
            startLine = line;
        }
    }

    private void finish() {
        if (start >= 0) {
            statements.add(new SqlStatement(startLine, new String(text, start, at - start).stripTrailing()));
        }
        start = -1;
        parentheses = 0;
        atomicDepth = 0;
        previousWord = "";
    }

    private void advanceTo(int next) {
        int end = Math.min(next, text.length);
        for (; at < end; at++) {
            if (text[at] == '\n') {
                line++;
            }
        }
    }
}
